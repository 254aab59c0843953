using Clinic.Escort.Escorts;

namespace Clinic.Escort.EscortStatus;

/// <summary>What was heard of a person, looked up while the person is held; added now when it was not heard of yet.</summary>
static class HeardOfPerson
{
    public static async Task<HeldCertificate> Certificate(this EscortDb db, EscortProfile person, string number, CancellationToken stop) =>
        await db.Certificates.FindAsync([person.Id, number], stop)
        ?? db.Add(
            new HeldCertificate
            {
                PersonId = person.Id,
                Number = number,
                BranchId = person.BranchId,
            }
        ).Entity;

    public static async Task<HeardVerdict> Verdict(this EscortDb db, EscortProfile person, Guid assessment, CancellationToken stop) =>
        await db.Verdicts.FindAsync([assessment], stop)
        ?? db.Add(
            new HeardVerdict
            {
                AssessmentId = assessment,
                PersonId = person.Id,
                BranchId = person.BranchId,
            }
        ).Entity;

    public static async Task<CaseOutcome> CaseOutcome(
        this EscortDb db,
        EscortProfile person,
        Guid disciplineCase,
        Guid trailCase,
        CancellationToken stop
    ) =>
        await db.CaseOutcomes.FindAsync([disciplineCase], stop)
        ?? db.Add(
            new CaseOutcome
            {
                Id = disciplineCase,
                PersonId = person.Id,
                BranchId = person.BranchId,
                CaseId = trailCase,
            }
        ).Entity;

    public static async Task<KnownLeave> Leave(this EscortDb db, EscortProfile person, Guid leave, CancellationToken stop) =>
        await db.Leaves.FindAsync([leave], stop)
        ?? db.Add(
            new KnownLeave
            {
                Id = leave,
                PersonId = person.Id,
                BranchId = person.BranchId,
            }
        ).Entity;
}
