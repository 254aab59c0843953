using Clinic.Escort;
using Clinic.Feedback;
using Clinic.Gateway;
using Clinic.Payroll;
using Clinic.Registration;
using Clinic.ServiceDefaults;
using Clinic.Training;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Provision;

/// <summary>One database of the platform: its name, and the model it is built from.</summary>
/// <param name="Name">Also of the service's login, with <c>_app</c> behind it.</param>
/// <param name="Model">The context whose assembly holds the migrations.</param>
/// <param name="Open">Opens the model on a connection string.</param>
public sealed record Database(string Name, Type Model, Func<string, DbContext> Open)
{
    /// <summary>The login its service uses: no owner, no bypass.</summary>
    public string Login => $"{Name}_app";

    /// <summary>All databases; a new service is one line here.</summary>
    public static readonly IReadOnlyList<Database> All =
    [
        Of<RegistrationDb>("registration", options => new RegistrationDb(options)),
        Of<EscortDb>("escort", options => new EscortDb(options)),
        Of<FeedbackDb>("feedback", options => new FeedbackDb(options)),
        Of<TrainingDb>("training", options => new TrainingDb(options)),
        Of<PayrollDb>("payroll", options => new PayrollDb(options)),
        Of<IdentityDb>("identity", options => new IdentityDb(options)),
    ];

    static Database Of<TDb>(string name, Func<DbContextOptions<TDb>, TDb> make)
        where TDb : ServiceDb =>
        new(
            name,
            typeof(TDb),
            connection => make(new DbContextOptionsBuilder<TDb>().UseNpgsql(connection, npgsql => npgsql.CommandTimeout(120)).Options)
        );
}
