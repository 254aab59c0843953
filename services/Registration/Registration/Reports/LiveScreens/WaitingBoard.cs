using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;
using Clinic.Registration.Visits;
using Clinic.Registration.Visits.Waiting;

namespace Clinic.Registration.Reports.LiveScreens;

/// <summary>Who waits in a branch now, in the order of the queue: ticket and masked name, for a screen that everyone can see.</summary>
public static class WaitingBoard
{
    /// <param name="Name">Masked: 王○明.</param>
    /// <param name="ReturnVisit">So that triage and guides know .</param>
    /// <param name="AtRisk">Out of sight .</param>
    public sealed record Line(
        Guid VisitId,
        string Ticket,
        string Name,
        bool ReturnVisit,
        VisitState Status,
        [Employee] Guid? DoctorId,
        WaitingPlace? Place,
        int? ExpectedMinutes,
        DateTimeOffset? CalledAt,
        bool PickupOverdue,
        bool WaitedTooLong,
        bool AtRisk
    );

    const int Most = 200;

    internal static async Task<IReadOnlyList<Line>> Now(RegistrationDb db, Guid branch, DateOnly day, CancellationToken stop)
    {
        var waiting = await WaitingQueue
            .InOrder(db, branch, day)
            .Take(Most)
            .Select(visit => new
            {
                Visit = visit,
                Name = db.Clients.Where(client => client.Id == visit.ClientId).Select(client => client.Name).FirstOrDefault(),
            })
            .ToListAsync(stop);
        return
        [
            .. waiting.Select(row => new Line(
                row.Visit.Id,
                row.Visit.Ticket,
                MaskedName.Of(row.Name ?? ""),
                row.Visit.Type == VisitType.Return,
                row.Visit.State,
                row.Visit.DoctorId,
                row.Visit.Waiting.Place,
                row.Visit.Waiting.ExpectedMinutes,
                row.Visit.Pickup.NotifiedAt,
                row.Visit.Pickup.Overdue,
                row.Visit.Waiting.TooLong,
                row.Visit.Waiting.AwaySince is not null
            )),
        ];
    }
}
