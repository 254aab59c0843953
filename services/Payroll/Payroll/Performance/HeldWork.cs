using Clinic.Payroll.Complaints;

namespace Clinic.Payroll.Performance;

/// <summary>
/// Pay that is held is seen by whoever works pay out, until the fact comes that it waits for. The act that ends it is
/// another service's, where it waits for the person who takes it: the escort ends the visit, hands in the report or settles the fee, the
/// investigator finds who is responsible. Whoever a complaint names is not shown it. A branch not heard of yet waits for nobody.
/// </summary>
static class HeldWork
{
    const string Engagement = "engagement";

    public static readonly WorkKind EndMissing = new("payroll-performance.end-missing", "EndVisit", Engagement, Rights.CalculatePay),
        ReportMissing = new("payroll-performance.report-missing", "SubmitReport", Engagement, Rights.CalculatePay),
        FeeMissing = new("payroll-performance.fee-missing", "SettleFee", "referral", Rights.CalculatePay),
        ResponsibilityOpen = new("payroll-performance.responsibility-open", "DetermineResponsibility", "complaint", Rights.CalculatePay);

    /// <summary>The pay that is held.</summary>
    public static IReadOnlyList<OpenNouns> Open(PayrollDb db) =>
        [
            OpenNouns.Of(db.AccompaniedVisits.Where(visit => !visit.Counted), visit => visit.Id),
            OpenNouns.Of(db.Referrals.Where(referral => !referral.Credited), referral => referral.Id, referral => referral.EngagementId),
            OpenNouns.Of(db.ComplaintNotes.Where(note => note.Standing == ComplaintStanding.Open), note => note.Id),
        ];

    /// <summary>Writes down what of the pay that this save changes is held.</summary>
    public static async Task Keep(PayrollDb db, CancellationToken stop)
    {
        foreach (var visit in db.Changing<AccompaniedVisit>())
            db.KeepWork(
                visit.Id,
                visit.BranchId,
                [EndMissing, ReportMissing],
                visit.Counted ? [] : [new(visit.Ended is null ? EndMissing : ReportMissing)]
            );
        foreach (var referral in db.Changing<Referral>())
            db.KeepWork(referral.Id, referral.BranchId, [FeeMissing], referral.Credited ? [] : [new(FeeMissing)]);

        foreach (var note in db.Changing<ComplaintNote>())
        {
            await db.ComplaintMarks.Where(mark => mark.ComplaintId == note.Id).LoadAsync(stop);
            Guid[] named = [.. db.ComplaintMarks.Local.Where(mark => mark.ComplaintId == note.Id).Select(mark => mark.PersonId)];
            db.KeepWork(
                note.Id,
                note.BranchId,
                [ResponsibilityOpen],
                note.Standing == ComplaintStanding.Open && named.Length > 0 ? [new(ResponsibilityOpen, Except: named)] : []
            );
        }
    }
}
