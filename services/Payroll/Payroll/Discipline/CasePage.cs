namespace Clinic.Payroll.Discipline;

/// <summary>A page of cases in the order they were opened, without anybody's words.</summary>
public sealed record CasePage(IReadOnlyList<CasePage.Line> Cases, Guid? Next)
{
    /// <summary>One case.</summary>
    public sealed record Line(
        Guid Id,
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        CaseState State,
        CaseSource Source,
        Guid SourceId,
        Guid? ComplaintId,
        string RuleCode,
        PenaltyKind? Kind,
        DateTimeOffset OpenedAt,
        DateTimeOffset? EffectiveAt,
        string? DropCode
    );

    internal static async Task<CasePage> Read(IQueryable<DisciplineCase> of, Guid? after, int limit, CancellationToken stop)
    {
        var page = await of.AsNoTracking()
            .Where(disciplineCase => after == null || disciplineCase.Id > after)
            .OrderBy(disciplineCase => disciplineCase.Id)
            .Select(disciplineCase => new Line(
                disciplineCase.Id,
                disciplineCase.PersonId,
                disciplineCase.BranchId,
                disciplineCase.State,
                disciplineCase.Source,
                disciplineCase.SourceId,
                disciplineCase.ComplaintId,
                disciplineCase.RuleCode,
                disciplineCase.Kind,
                disciplineCase.OpenedAt,
                disciplineCase.EffectiveAt,
                disciplineCase.DropCode
            ))
            .ToPage(limit, line => line.Id, stop);
        return new(page.Items, page.Next);
    }
}

/// <summary>Everything about one case, words included; every look is noted.</summary>
public sealed record CaseFile(
    Guid Id,
    [Employee] Guid EmployeeId,
    [Place] Guid BranchId,
    Guid CaseId,
    CaseState State,
    CaseSource Source,
    Guid SourceId,
    Guid? ComplaintId,
    string RuleCode,
    LossTo Loss,
    Feedback.Contracts.Severity? Severity,
    string? Account,
    DateTimeOffset OpenedAt,
    string? Statement,
    DateTimeOffset? HeardAt,
    IReadOnlyList<PenaltyKind> Allowed,
    PenaltyKind? Kind,
    string? DecisionReason,
    Money? Amount,
    string? TopicCode,
    [Employee] Guid? DecidedBy,
    DateTimeOffset? DecidedAt,
    [Employee] Guid? ExecutedBy,
    DateTimeOffset? EffectiveAt,
    DateTimeOffset? TrainingDueBy,
    DateTimeOffset? ResitPassedAt,
    DateTimeOffset? ResitFailedAt,
    string? DropCode,
    string? DropReason,
    DateTimeOffset? DroppedAt
)
{
    /// <summary>Of a case that was opened for reading.</summary>
    internal static CaseFile Of(DisciplineCase disciplineCase) =>
        new(
            disciplineCase.Id,
            disciplineCase.PersonId,
            disciplineCase.BranchId,
            disciplineCase.CaseId,
            disciplineCase.State,
            disciplineCase.Source,
            disciplineCase.SourceId,
            disciplineCase.ComplaintId,
            disciplineCase.RuleCode,
            disciplineCase.Loss,
            disciplineCase.Severity,
            disciplineCase.Account?.Read(),
            disciplineCase.OpenedAt,
            disciplineCase.Statement?.Read(),
            disciplineCase.HeardAt,
            disciplineCase.Allowed,
            disciplineCase.Kind,
            disciplineCase.DecisionReason?.Read(),
            disciplineCase.Deduction,
            disciplineCase.TopicCode,
            disciplineCase.DecidedBy,
            disciplineCase.DecidedAt,
            disciplineCase.ExecutedBy,
            disciplineCase.EffectiveAt,
            disciplineCase.TrainingDueBy,
            disciplineCase.ResitPassedAt,
            disciplineCase.ResitFailedAt,
            disciplineCase.DropCode,
            disciplineCase.DropReason?.Read(),
            disciplineCase.DroppedAt
        );
}
