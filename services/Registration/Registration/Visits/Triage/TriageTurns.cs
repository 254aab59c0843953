using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Visits.Triage;

/// <summary>What the desk asks of the book.</summary>
/// <param name="Named">The doctor asked for, in every way but the rotation.</param>
/// <param name="InsteadOf">The decision this one overturns.</param>
public sealed record TriageAsk(
    Guid VisitId,
    TriageWay Way,
    Guid? Named,
    string? Reason,
    Guid By,
    DateTimeOffset At,
    Guid? InsteadOf = null
);

/// <summary>A doctor of the department as the status board shows, with the balance in this book.</summary>
public sealed record RotationEntry(int WeightTenths, Exclusion? Excluded, TriageBalance Balance);

/// <summary>A decision with what it does to the balances.</summary>
public sealed record TriageTurn(TriageDecision Decision, IReadOnlyList<TriageEntry> Entries);

/// <summary>
/// The rules of a triage book: fair shares by the order of the book, filtered by status. Named doctors are written down and,
/// unless the branch says otherwise, do not pay, so that a wish of one client takes no turn from anyone.
/// </summary>
public static class TriageTurns
{
    /// <summary>Gives a client to a doctor on duty, or says why nobody can have it.</summary>
    public static Refusal? Assign(
        this TriageBook book,
        TriageAsk ask,
        IReadOnlyList<RotationEntry> rotation,
        bool namedPays,
        out TriageTurn? turn
    )
    {
        turn = null;
        var onDuty = rotation.Where(entry => entry.Excluded is null).OrderBy(entry => entry.Balance.DoctorId).ToArray();
        var named = ask.Way == TriageWay.Rotation ? null : onDuty.FirstOrDefault(entry => entry.Balance.DoctorId == ask.Named);
        if (ask.Way != TriageWay.Rotation && named is null)
            return VisitRefusals.NamedDoctorNotOnDuty;
        if (onDuty.Length == 0)
            return VisitRefusals.NoDoctorOnDuty;

        var line = book.NextLine();
        var pays = named is null || namedPays;
        var before = rotation.ToDictionary(entry => entry.Balance.DoctorId, entry => entry.Balance.Units);
        var credits = pays ? FairShare.Credits([.. onDuty.Select(entry => entry.WeightTenths)]) : new long[onDuty.Length];
        for (var at = 0; at < onDuty.Length; at++)
            onDuty[at].Balance.Add(credits[at]);
        var picked = named?.Balance ?? FairShare.Next(onDuty.Select(entry => entry.Balance));
        if (pays)
        {
            picked.Add(-FairShare.Turn);
            picked.TookTurn(line);
        }

        TriageDecision decision = new()
        {
            Id = Guid.CreateVersion7(ask.At),
            BranchId = book.BranchId,
            VisitId = ask.VisitId,
            DepartmentId = book.DepartmentId,
            Line = line,
            Way = ask.Way,
            Pays = pays,
            DoctorId = picked.DoctorId,
            Reason = ask.Reason,
            InsteadOf = ask.InsteadOf,
            DecidedAt = ask.At,
            DecidedBy = ask.By,
            Candidates =
            [
                .. rotation
                    .OrderBy(entry => entry.Balance.DoctorId)
                    .Select(entry => new Candidate(
                        entry.Balance.DoctorId,
                        entry.WeightTenths,
                        entry.Excluded,
                        before[entry.Balance.DoctorId],
                        entry.Balance.Units
                    )),
            ],
        };
        turn = new(
            decision,
            !pays
                ? []
                :
                [
                    .. onDuty.Select(
                        (entry, at) =>
                            new TriageEntry
                            {
                                DepartmentId = book.DepartmentId,
                                Line = line,
                                DoctorId = entry.Balance.DoctorId,
                                BranchId = book.BranchId,
                                DecisionId = decision.Id,
                                Kind = TriageEntryKind.Turn,
                                Tenths = entry.WeightTenths,
                                Credit = credits[at],
                                Paid = ReferenceEquals(entry.Balance, picked) ? FairShare.Turn : 0,
                                BalanceAfter = entry.Balance.Units,
                                At = ask.At,
                            }
                    ),
                ]
        );
        return null;
    }

    /// <summary>Takes a decision back: exactly its own entries, by new ones, and the turn with them.</summary>
    /// <param name="turnBefore">The line of the doctor's last standing turn without this one.</param>
    public static IReadOnlyList<TriageEntry> Overturn(
        this TriageBook book,
        TriageDecision decision,
        IEnumerable<TriageEntry> entries,
        IReadOnlyDictionary<Guid, TriageBalance> balances,
        long turnBefore,
        Guid by,
        DateTimeOffset now
    )
    {
        decision.Overturn(by, now);
        if (!decision.Pays)
            return [];

        var line = book.NextLine();
        List<TriageEntry> back = [];
        foreach (var entry in entries)
        {
            var balance = balances[entry.DoctorId];
            balance.Add(entry.Paid - entry.Credit);
            back.Add(
                new()
                {
                    DepartmentId = book.DepartmentId,
                    Line = line,
                    DoctorId = entry.DoctorId,
                    BranchId = book.BranchId,
                    DecisionId = decision.Id,
                    Kind = TriageEntryKind.Reversal,
                    Tenths = entry.Tenths,
                    Credit = -entry.Credit,
                    Paid = -entry.Paid,
                    BalanceAfter = balance.Units,
                    At = now,
                }
            );
        }
        if (balances[decision.DoctorId].LastTurn == decision.Line)
            balances[decision.DoctorId].TookTurn(turnBefore);
        return back;
    }
}
