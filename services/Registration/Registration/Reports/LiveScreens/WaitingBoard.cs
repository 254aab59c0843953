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

    internal const string Reads = "MaskedName";

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
                Masked(row.Name ?? ""),
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

    /// <summary>The family name and what cannot give a person away: 王○明, 李○, Z○○○g.</summary>
    public static string Masked(string name)
    {
        var letters = new System.Globalization.StringInfo(name.Trim());
        return letters.LengthInTextElements switch
        {
            0 => "○",
            1 => "○",
            2 => $"{letters.SubstringByTextElements(0, 1)}○",
            var length => letters.SubstringByTextElements(0, 1)
                + new string('○', Math.Min(length - 2, 3))
                + letters.SubstringByTextElements(length - 1),
        };
    }
}
