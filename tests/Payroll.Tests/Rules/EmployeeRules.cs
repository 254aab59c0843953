using Clinic.Payroll.Contracts;
using Clinic.Payroll.Employees;
using Clinic.Payroll.Grades;

namespace Clinic.Payroll.Tests.Rules;

public sealed class EmployeeRules
{
    static readonly DateOnly Today = new(2026, 3, 2);
    static readonly DateTimeOffset Now = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);
    static readonly Guid Hr = Guid.CreateVersion7();

    [Fact]
    public void A_person_is_hired_for_the_post_written_down()
    {
        var person = Applicant();

        Assert.Null(person.Hire(Today, Hr));
        Assert.Equal((Post.Nurse, false), (person.Post, person.HasLeft(Now)));
    }

    [Fact]
    public void Nobody_is_their_own_supervisor()
    {
        var id = Guid.CreateVersion7();

        Assert.Same(EmployeeRefusals.OwnSupervisor, Applicant(id, supervisor: id).Hire(Today, Hr));
    }

    [Fact]
    public void Nobody_hires_themselves()
    {
        var person = Applicant();

        Assert.Same(EmployeeRefusals.OwnEmployment, person.Hire(Today, by: person.Id));
    }

    [Theory]
    [InlineData("1949-12-31", false)]
    [InlineData("1950-01-01", true)]
    [InlineData("2027-03-02", true)]
    [InlineData("2027-03-03", false)]
    public void The_first_day_of_work_lies_within_reason(string day, bool fine) =>
        Assert.Equal(fine, Applicant(hireDate: DateOnly.Parse(day, null)).Hire(Today, Hr) is null);

    [Fact]
    public void A_new_post_raises_the_number_of_the_fact()
    {
        var person = Hired();

        Assert.Null(person.Adjust(Post.Trainer, Hr, Now));
        Assert.Equal((Post.Trainer, 2), (person.Post, person.EventVersion));
    }

    [Fact]
    public void Nobody_moves_themselves_to_another_post()
    {
        var person = Hired();

        Assert.Same(EmployeeRefusals.OwnEmployment, person.Adjust(Post.Director, person.Id, Now));
        Assert.Equal((Post.Nurse, 1), (person.Post, person.EventVersion));
    }

    [Fact]
    public void Nobody_ends_their_own_employment()
    {
        var person = Hired();

        Assert.Same(EmployeeRefusals.OwnEmployment, person.Depart("resigned", Today, null, person.Id, Now));
        Assert.False(person.HasLeft(Now));
    }

    [Fact]
    public void A_person_whose_departure_is_recorded_ahead_is_there_through_the_last_day_and_moves_no_more()
    {
        var person = Hired();
        var end = Now.AddDays(3);

        Assert.Null(person.Depart("resigned", Today.AddDays(2), end, Hr, Now));

        Assert.False(person.HasLeft(end.AddTicks(-1)));
        Assert.True(person.HasLeft(end));
        Assert.Same(EmployeeRefusals.DepartureRecorded, person.Adjust(Post.Trainer, Hr, Now));
        Assert.Same(EmployeeRefusals.DepartureRecorded, person.Depart("retired", Today, null, Hr, Now));
        Assert.Same(EmployeeRefusals.EmployeeLeft, person.Adjust(Post.Trainer, Hr, end));
    }

    [Fact]
    public void A_departure_is_taken_back_by_somebody_who_neither_recorded_it_nor_left()
    {
        var person = Hired();
        person.Depart("resigned", Today, null, Hr, Now);

        Assert.Same(EmployeeRefusals.NeedsSecondPerson, person.WithdrawDeparture(Hr, Hr));
        Assert.Same(EmployeeRefusals.OwnEmployment, person.WithdrawDeparture(Hr, person.Id));
        Assert.True(person.HasLeft(Now));
        Assert.Null(person.WithdrawDeparture(Hr, Guid.CreateVersion7()));
        Assert.Equal((false, 3, null), (person.HasLeft(Now), person.EventVersion, person.LastDay));
    }

    [Fact]
    public void A_hiring_taken_back_leaves_no_day_of_work()
    {
        var person = Hired();

        Assert.Same(EmployeeRefusals.NeedsSecondPerson, person.WithdrawHire(Hr, Hr, Now));
        Assert.Same(EmployeeRefusals.OwnEmployment, person.WithdrawHire(Hr, person.Id, Now));
        Assert.Null(person.WithdrawHire(Hr, Guid.CreateVersion7(), Now));

        Assert.Equal((true, 2, Now), (person.HasLeft(Now), person.EventVersion, person.HireWithdrawnAt));
        Assert.True(person.LastDay < person.HireDate);
    }

    [Fact]
    public void The_last_day_of_work_is_not_before_the_first() =>
        Assert.Same(EmployeeRefusals.LastDayBeforeHire, Hired().Depart("resigned", Today.AddDays(-31), null, Hr, Now));

    [Fact]
    public void Nothing_is_decided_about_a_person_who_left()
    {
        var person = Hired();
        person.Depart("resigned", Today, null, Hr, Now);

        Assert.Same(EmployeeRefusals.EmployeeLeft, person.Adjust(Post.Trainer, Hr, Now));
        Assert.Same(EmployeeRefusals.EmployeeLeft, person.Depart("retired", Today, null, Hr, Now));
        Assert.Same(EmployeeRefusals.EmployeeLeft, person.AgreeOnPay(Term(Today), Term(Today.AddDays(1)), Today, Now));
    }

    [Fact]
    public void A_term_of_pay_begins_after_the_one_before_it()
    {
        var person = Hired();

        Assert.Same(GradeRefusals.GradeFromNotLater, person.AgreeOnPay(Term(Today), Term(Today), Today, Now));
        Assert.Null(person.AgreeOnPay(Term(Today), Term(Today.AddDays(1)), Today, Now));
        Assert.Equal(2, person.PayTerms);
    }

    [Fact]
    public void Base_pay_keeps_its_currency() =>
        Assert.Same(GradeRefusals.OtherCurrency, Hired().AgreeOnPay(Term(Today), Term(Today.AddDays(1), "EUR"), Today, Now));

    [Fact]
    public void Nobody_sets_their_own_pay()
    {
        var person = Hired();

        Assert.Same(EmployeeRefusals.OwnEmployment, person.AgreeOnPay(Term(Today), Term(Today.AddDays(1), by: person.Id), Today, Now));
    }

    [Fact]
    public void Pay_is_agreed_at_most_two_years_ahead() =>
        Assert.Same(GradeRefusals.GradeFromTooFar, Hired().AgreeOnPay(Term(Today), Term(Today.AddYears(2).AddDays(1)), Today, Now));

    [Theory]
    [InlineData("0.01", true)]
    [InlineData("9999999.99", true)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("10000000", false)]
    [InlineData("1.005", false)]
    public void An_amount_of_pay_is_above_zero_and_exact_to_the_cent(string amount, bool fine) =>
        Assert.Equal(
            fine,
            !new PayAmount(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), "CNY")
                .Validate(new(new object()))
                .Any()
        );

    static Employee Applicant(Guid? id = null, Guid? supervisor = null, DateOnly? hireDate = null) =>
        new()
        {
            Id = id ?? Guid.CreateVersion7(),
            BranchId = Guid.CreateVersion7(),
            Name = "Somebody",
            HiredAs = Post.Nurse,
            HireDate = hireDate ?? Today.AddDays(-30),
            SupervisorId = supervisor,
        };

    static Employee Hired()
    {
        var person = Applicant();
        person.Hire(Today, Hr);
        return person;
    }

    static PayTerm Term(DateOnly from, string currency = "CNY", Guid? by = null) =>
        new()
        {
            BaseGrade = "G3",
            BasePay = new(6500m, currency),
            From = from,
            Reason = "hired",
            AgreedBy = by ?? Hr,
        };
}
