using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Feedback;

/// <summary>Feedback's own database.</summary>
public sealed class FeedbackDb(DbContextOptions<FeedbackDb> options) : ServiceDb(options)
{
    protected override void Shape(ModelBuilder model) { }
}
