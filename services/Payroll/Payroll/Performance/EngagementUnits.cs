using Clinic.ServiceDefaults;

namespace Clinic.Payroll.Performance;

/// <summary>How many units an accompanied visit counts; the values in force when it ended judge it .</summary>
static class EngagementUnits
{
    static readonly Policy<decimal>
        Units = new("workload.engagement.units", 1.00m, 0m, 100m, "default, unconfirmed"),
        HighDifficulty = new("workload.engagement.highDifficulty", 0.50m, 0m, 100m, "default, unconfirmed (A-28)");

    /// <summary>The engagement's line, on the clinic day it ended, whichever of end and report was heard last.</summary>
    public static Earned Earn(AccompaniedVisit visit, PolicyBook policies, DateTimeOffset now)
    {
        var ended = visit.Ended!;
        return new()
        {
            Id = Guid.CreateVersion7(now), BranchId = visit.BranchId, PersonId = visit.PersonId, Kind = EntryKind.Engagement, At = ended.At,
            Value = policies.Value(Units, visit.BranchId, ended.At) + (ended.HighDifficulty ? policies.Value(HighDifficulty, visit.BranchId, ended.At) : 0m),
            SourceKind = "Engagement", SourceId = visit.Id, CaseId = visit.CaseId, CauseMessageId = ended.MessageId,
        };
    }
}
