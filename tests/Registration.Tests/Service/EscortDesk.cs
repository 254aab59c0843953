using Clinic.Escort.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

/// <summary>Escort asking a site for appointments by message, as it does from another branch, and hearing the answers.</summary>
public sealed class EscortDesk(RegistrationService service, TestSite site)
{
    public const string Queue = "registration-book-appointment-when-appointment-requested";

    /// <summary>The branch of the escort company.</summary>
    public Guid Branch { get; } = Guid.CreateVersion7();

    /// <summary>Full minutes, a while from now, so that what is asked for is what is kept.</summary>
    public DateTimeOffset Soon { get; } =
        new(DateTimeOffset.FromUnixTimeSeconds(service.Clock.GetUtcNow().ToUnixTimeSeconds() / 60 * 60).UtcDateTime.AddMinutes(30));

    /// <summary>Begins to hear the answers of a branch that is always open.</summary>
    public static async Task<EscortDesk> Opened(RegistrationService service, TestSite site)
    {
        await service.Bus.Listen<AppointmentBooked>();
        await service.Bus.Listen<AppointmentRefused>();
        await service.Bus.Listen<VisitRegistered>();
        await site.OpenAroundTheClock();
        return new(service, site);
    }

    /// <summary>A request for the site's department, said now.</summary>
    public AppointmentRequested Wants(Guid client, DateTimeOffset? from = null, Guid? doctor = null, Guid? engagement = null) =>
        new(
            engagement ?? Guid.CreateVersion7(),
            Branch,
            site.Branch,
            client,
            site.Department,
            doctor,
            from ?? Soon,
            service.Clock.GetUtcNow()
        );

    /// <summary>Says a request and waits until it had its effect.</summary>
    public async Task<Guid> Say(AppointmentRequested request, Guid? messageId = null)
    {
        var message = await service.Bus.Say(request, request.EngagementId, messageId);
        await Applied(message);
        return message;
    }

    /// <summary>Waits until a message had its effect.</summary>
    public Task Applied(Guid message) =>
        Eventually.Is(async () => await service.Database.Count($"inbox WHERE message_id = '{message}' AND reaction = '{Queue}'") == 1);

    /// <summary>Says a request and hears that it is booked.</summary>
    public async Task<AppointmentBooked> Books(AppointmentRequested request)
    {
        var message = await Say(request);
        return await Answer<AppointmentBooked>(message);
    }

    /// <summary>Says a request and hears that it is refused.</summary>
    public async Task<AppointmentRefused> IsRefused(AppointmentRequested request)
    {
        var message = await Say(request);
        return await Answer<AppointmentRefused>(message);
    }

    /// <summary>The one answer that a message caused, and no other of any kind.</summary>
    public async Task<TAnswer> Answer<TAnswer>(Guid message)
    {
        var answered = Assert.Single(
            await service.Database.Sql<string>($"SELECT type FROM trail WHERE cause_id = '{message}' AND kind = 'fact'")
        );
        Assert.Equal(typeof(TAnswer).Name, answered);
        var envelope = await Eventually.Sees(
            () =>
                Task.FromResult(
                    service
                        .Bus.Envelopes<TAnswer>()
                        .FirstOrDefault(element => element.TryGetProperty("initiatorId", out var by) && by.GetGuid() == message)
                ),
            seen => seen.ValueKind != default
        );
        return System.Text.Json.JsonSerializer.Deserialize<TAnswer>(envelope.GetProperty("message"), ServiceDefaults.Json.Wire)!;
    }

    /// <summary>The appointment of an engagement as the database has it, in a person's words.</summary>
    public Task<List<string>> Row(Guid engagement) =>
        service.Database.Sql<string>(
            $"""
            SELECT concat_ws(' ', client_id, doctor_id, doctor_named, state, extract(epoch FROM starts_at)::bigint, extract(epoch
              FROM ends_at - starts_at)::int) FROM appointment WHERE engagement_id = '{engagement}'
            """
        );
}
