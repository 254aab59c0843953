using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.Visits.Waiting;

/// <summary>How a client is spoken to: teacher as standard, sir or madam, uncle or aunt for older people .</summary>
public enum FormOfAddress
{
    Teacher,
    Sir,
    Madam,
    Uncle,
    Aunt,
}

/// <summary>
/// The reception's checklist of a visit: name and appointment as the desk ticked them, seated, water and magazine given; with the
/// forms of address the screen proposes. Reading the client for it is audited.
/// </summary>
public static class GetReception
{
    public sealed record Response(
        bool NameAsked,
        bool AppointmentLookedUp,
        bool Seated,
        bool Water,
        bool Magazine,
        bool Complete,
        IReadOnlyList<FormOfAddress> Address
    );

    public static readonly Policy<int> ElderAge = new("address.elderAge", 60, 40, 100, "default, unconfirmed (R-312)");

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapGet("{visitId:guid}/reception", Handle)
            .Needs(Rights.ReadClients)
            .WithSummary("The reception's checklist and the forms of address");

    /// <summary>R-312.</summary>
    public static IReadOnlyList<FormOfAddress> Address(Sex sex, DateOnly born, DateOnly today, int elderAge)
    {
        var isElder = born.AddYears(elderAge) <= today;
        return sex switch
        {
            Sex.Female => [FormOfAddress.Teacher, isElder ? FormOfAddress.Aunt : FormOfAddress.Madam],
            Sex.Male => [FormOfAddress.Teacher, isElder ? FormOfAddress.Uncle : FormOfAddress.Sir],
            _ => [FormOfAddress.Teacher],
        };
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        RegistrationDb db,
        PolicyBook policies,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null || await db.Clients.FindAsync([visit.ClientId], stop) is not { } client)
            return Refusal.NotFound.AsProblem();

        var arrival = await db.Arrivals.FindAsync([visitId], stop);
        var (asked, lookedUp, seated) = (
            arrival is { NameAsked: true },
            arrival is { AppointmentLookedUp: true },
            arrival is { SeatedAt: not null }
        );
        var served = (
            await db
                .WaitingCares.AsNoTracking()
                .Where(care => care.VisitId == visitId && care.Kind == CareKind.Refreshment)
                .Take(200)
                .ToListAsync(stop)
        )
            .SelectMany(care => care.Items)
            .ToHashSet();
        var (water, magazine) = (served.Overlaps([Refreshment.Water, Refreshment.Tea]), served.Contains(Refreshment.Magazine));
        db.NoteRead(nameof(Client), client.Id, client.BranchId, nameof(Client.Sex), nameof(Client.BirthDate));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                asked,
                lookedUp,
                seated,
                water,
                magazine,
                asked && lookedUp && seated && water && magazine,
                Address(client.Sex, client.BirthDate, visit.Day, policies.Value(ElderAge, visit.BranchId, visit.ArrivedAt))
            )
        );
    }
}
