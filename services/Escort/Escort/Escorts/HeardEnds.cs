namespace Clinic.Escort.Escorts;

/// <summary>
/// Everything heard of one person that can end a suspension. Each suspension is judged by its own source, so that what ends one
/// leaves another; the order in which the facts came makes no difference.
/// </summary>
public sealed record HeardEnds(
    IReadOnlyList<HeardVerdict> Verdicts,
    IReadOnlyList<CaseOutcome> Cases,
    IReadOnlyList<Reinstatement> Reinstatements,
    IReadOnlySet<Guid> OverturnedComplaints
)
{
    /// <summary>Why a suspension is over, as a code; null while somebody has yet to decide or the resit is yet to be passed.</summary>
    public string? EndOf(Suspension suspension)
    {
        if (suspension.ComplaintId is { } complaint && OverturnedComplaints.Contains(complaint))
            return "complaint-overturned";
        if (
            Verdicts.FirstOrDefault(verdict => suspension.AssessmentIds.Contains(verdict.AssessmentId) && IsNoFailure(verdict)) is
            { } changed
        )
            return changed.Outcome == VerdictOutcome.Voided ? "assessment-voided" : "assessment-corrected";
        if (Verdicts.Any(verdict => verdict.EndsSeries(suspension.SeriesVersion)))
            return "resit-passed";

        var (decided, resits) = Followed(suspension);
        if (decided.Select(outcome => outcome.Lifts).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault() is { } lifts)
            return lifts;
        // Whoever let the person work again did not know of a resit that was failed afterwards.
        return Reinstatements.Any(act => act.Series.Contains(suspension.SeriesVersion) && resits.TrueForAll(resit => resit.At <= act.At))
            ? "by-hand"
            : null;
    }

    // The cases about this series: of its last failure, and of each resit that such a case ordered and that was failed again.
    (List<CaseOutcome> Cases, List<HeardVerdict> FailedResits) Followed(Suspension suspension)
    {
        HashSet<Guid> sources = [.. suspension.AssessmentIds.TakeLast(1)];
        while (true)
        {
            var cases = Cases.Where(outcome => IsAbout(outcome, suspension, sources)).ToList();
            var ordered = cases.Select(outcome => outcome.Id).ToHashSet();
            var resits = Verdicts.Where(verdict => verdict.IsFailedResitOf(ordered)).ToList();
            var known = sources.Count;
            sources.UnionWith(resits.Select(resit => resit.AssessmentId));
            if (sources.Count == known)
                return (cases, resits);
        }
    }

    // Cases that name no source are matched by the trail, unless a complaint's own case belongs to the same one; a suspension that an
    // earlier build wrote knows no assessments, so that the first decision about failures after it counts.
    static bool IsAbout(CaseOutcome outcome, Suspension suspension, HashSet<Guid> sources) =>
        outcome.SourceId is { } source
            ? sources.Contains(source)
                || (
                    suspension.AssessmentIds.Length == 0
                    && outcome.SourceCode == CaseOutcome.Failures
                    && (outcome.ImposedAt ?? outcome.DroppedAt) >= suspension.Since
                )
            : suspension.ComplaintId is null && suspension.CaseId != Guid.Empty && outcome.CaseId == suspension.CaseId;

    static bool IsNoFailure(HeardVerdict verdict) => verdict.Outcome != VerdictOutcome.Failed;
}
