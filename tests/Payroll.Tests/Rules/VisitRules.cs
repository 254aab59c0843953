using Clinic.Payroll.Branches;
using Clinic.Payroll.Workload;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Payroll.Tests.Rules;

public sealed class VisitRules
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_completed_visit_is_counted_the_first_time_only()
    {
        ServedVisit visit = new();

        Assert.True(visit.Apply(Completed(1), Message()));
        Assert.False(visit.Apply(Completed(1), Message()));
    }

    [Fact]
    public void A_visit_completed_under_a_second_version_is_for_a_person_to_look_at()
    {
        ServedVisit visit = new();
        visit.Apply(Completed(1), Message());

        Assert.Throws<InvalidOperationException>(() => visit.Apply(Completed(2), Message()));
    }

    [Theory]
    [InlineData(1, 2, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, 2, false)]
    public void The_higher_version_counts_whichever_was_heard_first(int completed, int voided, bool takenBack)
    {
        ServedVisit servedVisit = new(),
            other = new();

        servedVisit.Apply(Completed(completed), Message());
        servedVisit.Apply(Voided(voided), Message());
        other.Apply(Voided(voided), Message());
        other.Apply(Completed(completed), Message());

        Assert.Equal((takenBack, takenBack), (servedVisit.IsTakenBack, other.IsTakenBack));
    }

    [Fact]
    public void A_voiding_takes_back_once()
    {
        ServedVisit visit = new();
        visit.Apply(Completed(1), Message());

        Assert.True(visit.Apply(Voided(2), Message()));
        Assert.False(visit.Apply(Voided(2), Message()));
        Assert.False(visit.Apply(Voided(3), Message()));
    }

    [Theory]
    [InlineData("2026-03-01T15:59:59Z", "2026-03-01")]
    [InlineData("2026-03-01T16:00:00Z", "2026-03-02")]
    public void A_clinic_day_begins_at_midnight_of_the_branch(string instant, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), Shanghai().DayOf(DateTimeOffset.Parse(instant, null)));

    [Fact]
    public void A_day_begins_when_the_clocks_of_the_branch_say_so() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 16, 0, 0, TimeSpan.Zero), Shanghai().StartOf(new(2026, 3, 2)));

    [Fact]
    public void A_reversal_names_its_line_and_has_its_units_below_zero()
    {
        ServedVisit visit = new() { Id = Guid.CreateVersion7(), BranchId = Guid.CreateVersion7() };
        visit.Apply(Completed(1), Message());
        visit.Apply(Voided(2), Message());
        var line = Accrual.Of(visit.Completed!, visit, new(Guid.CreateVersion7(), ServicePart.Treatment), 1.25m, Shanghai(), Noon);

        var back = line.Reverse(visit.Voided!, Shanghai(), Noon);

        Assert.Equal((line.Id, -1.25m, line.PersonId, line.Part), (back.ReversesId, back.Units, back.PersonId, back.Part));
    }

    [Fact]
    public void A_reversal_falls_on_the_day_of_the_voiding()
    {
        ServedVisit visit = new();
        visit.Apply(Completed(1), Message());
        visit.Apply(Voided(2) with { OccurredAt = Noon.AddDays(3) }, Message());
        var line = Accrual.Of(visit.Completed!, visit, new(Guid.CreateVersion7(), ServicePart.Treatment), 1m, Shanghai(), Noon);

        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 5)), (line.Day, line.Reverse(visit.Voided!, Shanghai(), Noon).Day));
    }

    static Branch Shanghai() => new() { TimeZone = "Asia/Shanghai" };

    static MessageContext Message() => new(Guid.CreateVersion7(), Guid.CreateVersion7(), "system:test");

    static VisitCompleted Completed(int version) =>
        new(Guid.Empty, Guid.Empty, Guid.Empty, VisitType.First, Guid.Empty, Guid.Empty, [], false, Noon, null, version);

    static VisitVoided Voided(int version) => new(Guid.Empty, Guid.Empty, "EnteredByMistake", Noon, version);
}
