using Clinic.Registration.Premises.Absences;

namespace Clinic.Registration.Tests.Rules;

public sealed class AbsenceRules
{
    static readonly DateTimeOffset Begins = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero),
        Ends = Begins.AddDays(10),
        Back = Begins.AddDays(3);

    static readonly Guid Person = Guid.CreateVersion7(),
        Branch = Guid.CreateVersion7();

    public static TheoryData<string> Orders =>
        ["AE", "EA", "AEE", "EAE", "EEA", "AAE", "EAA", "AEC", "ACE", "EAC", "ECA", "CAE", "CEA", "CAECAE", "AECAEC"];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Approval_early_end_and_taking_back_of_a_leave_end_the_same_in_every_order(string order)
    {
        var absence = Absence.Unknown(Guid.CreateVersion7(), Person, Branch);

        foreach (var fact in order)
            _ = fact switch
            {
                'A' => absence.SetTimes(Person, Branch, AbsenceKind.OnLeave, Begins, Ends, null, 1),
                'E' => absence.EndEarly(Back, 2),
                _ => absence.TakeBack(3),
            };

        var cancelled = order.Contains('C', StringComparison.Ordinal);
        Assert.Equal((!cancelled, Begins), (absence.Stands, absence.StartsAt));
        if (!cancelled)
            Assert.Equal(Back, absence.EndsAt);
    }

    [Fact]
    public void A_leave_that_ends_before_it_begins_does_not_stand_and_a_later_approval_stands_again()
    {
        var (known, unknown) = (
            Absence.Unknown(Guid.CreateVersion7(), Person, Branch),
            Absence.Unknown(Guid.CreateVersion7(), Person, Branch)
        );
        known.SetTimes(Person, Branch, AbsenceKind.OnLeave, Begins, Ends, null, 1);
        Assert.True(known.EndEarly(Begins, 2));
        Assert.False(unknown.EndEarly(Begins, 2));
        Assert.False(unknown.SetTimes(Person, Branch, AbsenceKind.OnLeave, Begins, Ends, null, 1));

        Assert.Equal((false, false), (known.Stands, unknown.Stands));
        Assert.True(known.SetTimes(Person, Branch, AbsenceKind.OnLeave, Begins, Ends, null, 3));
        Assert.Equal((true, Ends), (known.Stands, known.EndsAt));
    }

    [Fact]
    public void Who_leaves_for_good_is_absent_without_an_end_for_a_reason_of_its_own()
    {
        var departure = Absence.Unknown(Person, Person, Branch);

        departure.SetDeparture(Branch, Begins, 2);

        Assert.Equal((true, true, "doctor-left"), (departure.Stands, departure.IsDeparture, departure.Code));
        Assert.True(departure.EndsAt > Begins.AddYears(1000));
    }
}
