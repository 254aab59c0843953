using Clinic.Payroll.Discipline;
using Clinic.TestSupport;
using Clinic.Values;

namespace Clinic.Payroll.Tests.Rules;

public sealed class DisciplineRules
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);
    static readonly Guid Decider = Guid.CreateVersion7(),
        Officer = Guid.CreateVersion7();
    static readonly CaseDecision Warned = new(PenaltyKind.Warning, "first time", null, null);

    [Theory]
    [InlineData(CaseSource.ConsecutiveFailures, true, "Warning RetrainAndResit Dismissal")]
    [InlineData(CaseSource.ConsecutiveFailures, false, "CriticismEducation RetrainAndResit PostAdjustment")]
    [InlineData(CaseSource.Violation, true, "Warning Fine Dismissal")]
    [InlineData(CaseSource.Violation, false, "CriticismEducation Warning Fine WageDeduction RetrainAndResit PostAdjustment Dismissal")]
    [InlineData(CaseSource.Complaint, true, "CriticismEducation Warning Fine WageDeduction RetrainAndResit PostAdjustment Dismissal")]
    [Rule("R-036", "R-066")]
    public void Only_what_the_handbook_names_for_source_and_category_can_be_decided(CaseSource source, bool escort, string allowed)
    {
        foreach (var kind in Enum.GetValues<PenaltyKind>())
        {
            var disciplineCase = Heard(source, escort);
            CaseDecision verdict = new(kind, "so decided", Penalties.TakesMoney(kind) ? new Money(50m, "CNY") : null, null);

            Assert.Equal(
                allowed.Split(' ').Contains(kind.ToString()) ? null : DisciplineRefusals.PenaltyNotAllowed,
                disciplineCase.Decide(verdict, Decider, [], Now)
            );
        }
    }

    [Fact]
    public void Nothing_is_decided_or_dropped_before_the_employee_was_heard()
    {
        Assert.Same(DisciplineRefusals.NotHeard, Opened().Decide(Warned, Decider, [], Now));
        Assert.Same(DisciplineRefusals.NotHeard, Opened().Drop("no-fault", "nothing found", Decider, [], Now));
    }

    [Fact]
    public void The_accused_takes_no_step_of_the_own_case()
    {
        var opened = Opened();
        var heard = Heard();
        var decided = Decided();

        Assert.Same(DisciplineRefusals.OwnCase, opened.Hear("words", opened.PersonId, Now));
        Assert.Same(DisciplineRefusals.OwnCase, heard.Decide(Warned, heard.PersonId, [], Now));
        Assert.Same(DisciplineRefusals.OwnCase, heard.Drop("no-fault", "nothing found", heard.PersonId, [], Now));
        Assert.Same(DisciplineRefusals.OwnCase, decided.TakeEffect(true, decided.PersonId, TimeSpan.Zero, Now));
    }

    [Fact]
    public void Whoever_is_concerned_neither_decides_nor_drops()
    {
        Assert.Same(DisciplineRefusals.Concerned, Heard().Decide(Warned, Decider, [Decider], Now));
        Assert.Same(DisciplineRefusals.Concerned, Heard().Drop("no-fault", "nothing found", Decider, [Decider], Now));
    }

    [Fact]
    public void Money_is_named_for_a_fine_or_wage_deduction_and_for_nothing_else()
    {
        Assert.Same(DisciplineRefusals.AmountMissing, Heard().Decide(new(PenaltyKind.Fine, "late", null, null), Decider, [], Now));
        Assert.Same(DisciplineRefusals.AmountNotFitting, Heard().Decide(Warned with { Amount = new(50m, "CNY") }, Decider, [], Now));
    }

    [Fact]
    public void Whoever_decided_does_not_put_it_into_effect_and_the_employee_is_told_first()
    {
        var disciplineCase = Decided();

        Assert.Same(DisciplineRefusals.DeciderExecutes, disciplineCase.TakeEffect(true, Decider, TimeSpan.Zero, Now));
        Assert.Same(DisciplineRefusals.EmployeeNotNotified, disciplineCase.TakeEffect(false, Officer, TimeSpan.Zero, Now));
        Assert.Null(disciplineCase.TakeEffect(true, Officer, TimeSpan.Zero, Now));
        Assert.Equal((CaseState.Effective, null), (disciplineCase.State, disciplineCase.TrainingDueBy));
    }

    [Fact]
    public void Steps_are_taken_once_and_in_order()
    {
        var disciplineCase = Decided();

        Assert.Same(DisciplineRefusals.CaseOutOfOrder, disciplineCase.Hear("more words", Decider, Now));
        Assert.Same(DisciplineRefusals.CaseOutOfOrder, disciplineCase.Decide(Warned, Decider, [], Now));
        Assert.Same(DisciplineRefusals.CaseOutOfOrder, disciplineCase.Drop("no-fault", "nothing found", Decider, [], Now));
        Assert.Same(DisciplineRefusals.CaseOutOfOrder, Heard().TakeEffect(true, Officer, TimeSpan.Zero, Now));
    }

    [Fact]
    [Rule("R-036")]
    public void A_passed_resit_ends_only_a_case_that_ordered_it()
    {
        var ordered = Heard(CaseSource.ConsecutiveFailures, escort: true);
        ordered.Decide(new(PenaltyKind.RetrainAndResit, "a second chance", null, "assessment"), Decider, [], Now);
        ordered.TakeEffect(true, Officer, TimeSpan.FromDays(14), Now);
        var warned = Decided();
        warned.TakeEffect(true, Officer, TimeSpan.Zero, Now);

        ordered.PassResit(Now);
        warned.PassResit(Now);

        Assert.Equal((CaseState.Done, CaseState.Effective, Now.AddDays(14)), (ordered.State, warned.State, ordered.TrainingDueBy));
    }

    [Fact]
    public void A_case_falls_once_and_a_passed_resit_does_not_raise_it_again()
    {
        var disciplineCase = Decided();

        Assert.True(disciplineCase.DropBecauseSourceFell(DisciplineCase.OverturnedCode, Now));
        Assert.False(disciplineCase.DropBecauseSourceFell(DisciplineCase.OverturnedCode, Now));
        disciplineCase.PassResit(Now);
        Assert.Equal(CaseState.Dropped, disciplineCase.State);
    }

    static DisciplineCase Opened(CaseSource source = CaseSource.Complaint, bool escort = false) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PersonId = Guid.CreateVersion7(),
            RuleCode = "rudeness",
            Source = source,
            IsEscort = escort,
        };

    static DisciplineCase Heard(CaseSource source = CaseSource.Complaint, bool escort = false)
    {
        var disciplineCase = Opened(source, escort);
        disciplineCase.Hear("it was not meant so", Decider, Now);
        return disciplineCase;
    }

    static DisciplineCase Decided()
    {
        var disciplineCase = Heard();
        disciplineCase.Decide(Warned, Decider, [], Now);
        return disciplineCase;
    }
}
