using Clinic.Feedback.Complaints;
using Clinic.Feedback.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Rules;

public sealed class ComplaintRules
{
    static readonly DateTimeOffset Filing = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    static readonly Guid Accused = Guid.CreateVersion7(),
        Responsible = Guid.CreateVersion7(),
        Investigator = Guid.CreateVersion7(),
        Director = Guid.CreateVersion7(),
        Colleague = Guid.CreateVersion7();
    static readonly Responsible TheResponsible = Complaints.Responsible.Of(Responsible);
    static readonly Promises Promised = new(TimeSpan.FromHours(1), TimeSpan.FromHours(24));

    static readonly (ComplaintState[] From, ComplaintState To, Func<Complaint, Refusal?> Take)[] Acts =
    [
        ([ComplaintState.Filed], ComplaintState.Reported, complaint => complaint.Report(managerIsAccused: false)),
        (
            [ComplaintState.Reported, ComplaintState.Reopened],
            ComplaintState.FirstResponded,
            complaint => complaint.Answer(Colleague, Filing)
        ),
        (
            [ComplaintState.FirstResponded, ComplaintState.Reopened, ComplaintState.Investigating],
            ComplaintState.Investigating,
            complaint => complaint.Appoint(Colleague, Guid.CreateVersion7())
        ),
        ([ComplaintState.Investigating], ComplaintState.CauseFound, Found),
        (
            [ComplaintState.CauseFound, ComplaintState.Renegotiating],
            ComplaintState.SolutionProposed,
            complaint => complaint.Propose(Colleague)
        ),
        ([ComplaintState.SolutionProposed], ComplaintState.ResultCommunicated, complaint => complaint.TellResult(Colleague, Filing)),
        (
            [ComplaintState.ResultCommunicated],
            ComplaintState.Renegotiating,
            complaint => complaint.Renegotiate(Colleague, Promised, Filing)
        ),
        ([ComplaintState.ResultCommunicated], ComplaintState.Satisfied, complaint => complaint.Satisfy(Colleague, 90)),
        ([ComplaintState.Satisfied], ComplaintState.Tracked, complaint => complaint.Track(Colleague)),
        (
            [ComplaintState.Tracked],
            ComplaintState.Closed,
            complaint => complaint.Close(Colleague, improvementExists: true, saysWhyNone: false, Filing)
        ),
        (
            [ComplaintState.ResultCommunicated, ComplaintState.Renegotiating],
            ComplaintState.Closed,
            complaint => complaint.CloseUnsatisfied(Colleague, improvementExists: true, saysWhyNone: false, Filing)
        ),
        ([ComplaintState.Closed], ComplaintState.Reopened, complaint => complaint.Reopen(Colleague, Promised, Filing)),
        (
            [ComplaintState.Satisfied, ComplaintState.Tracked, ComplaintState.Closed],
            ComplaintState.Overturned,
            complaint => complaint.Overturn(Director, Filing)
        ),
    ];

    [Fact]
    [Rule("R-047", "R-048", "R-090")]
    public void A_step_is_only_taken_when_it_is_its_turn_and_changes_nothing_otherwise()
    {
        foreach (var (from, to, take) in Acts)
        {
            foreach (var state in Enum.GetValues<ComplaintState>())
            {
                var complaint = In(state);
                var refusal = take(complaint);

                Assert.Equal(from.Contains(state) ? null : "complaint-step-out-of-order", refusal?.Code);
                Assert.Equal(from.Contains(state) ? to : state, complaint.State);
                if (refusal is not null && state.StepAfter() is { } due)
                    Assert.Contains(due, refusal.Sentence, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Another_person_may_take_the_investigation_over_and_the_same_one_is_not_appointed_twice()
    {
        var complaint = In(ComplaintState.Investigating);

        Assert.Equal("already-appointed", complaint.Appoint(Colleague, Investigator)?.Code);
        Assert.Null(complaint.Appoint(Colleague, Director));
        Assert.Equal("not-the-investigator", Found(complaint)?.Code);
    }

    [Theory]
    [InlineData(ComplaintState.Investigating)]
    [InlineData(ComplaintState.FirstResponded)]
    [InlineData(ComplaintState.Reopened)]
    [Rule("R-047")]
    public void Nothing_is_proposed_before_cause_and_responsibility_are_found(ComplaintState state) =>
        Assert.Equal("complaint-step-out-of-order", In(state).Propose(Colleague)?.Code);

    [Fact]
    [Rule("R-048", "R-089", "R-119")]
    public void It_goes_round_until_the_client_is_satisfied_and_is_not_closed_before()
    {
        var complaint = In(ComplaintState.ResultCommunicated);
        for (var round = 1; round <= 4; round++)
        {
            Assert.NotNull(complaint.Close(Colleague, true, true, Filing));
            Assert.Null(complaint.Renegotiate(Colleague, Promised, Filing.AddDays(round)));
            Assert.Equal(round, complaint.Rounds);
            Assert.NotNull(complaint.Satisfy(Colleague, 100));
            Assert.Null(complaint.Propose(Colleague));
            Assert.NotNull(complaint.Track(Colleague));
            Assert.Null(complaint.TellResult(Colleague, Filing.AddDays(round)));
        }
        Assert.Null(complaint.Satisfy(Colleague, 70));
        Assert.NotNull(complaint.Close(Colleague, true, true, Filing));
        Assert.Null(complaint.Track(Colleague));
        Assert.Null(complaint.Close(Colleague, true, true, Filing));
    }

    [Fact]
    [Rule("R-078")]
    public void That_somebody_was_pressed_into_a_treatment_is_a_cause_of_its_own()
    {
        var complaint = In(ComplaintState.Investigating);

        Assert.Null(complaint.RecordFinding(Investigator, CauseClass.ForcedTreatment, TheResponsible, Severity.Major, false, 0));

        Assert.Equal(CauseClass.ForcedTreatment, complaint.Cause);
    }

    [Fact]
    [Rule("R-085")]
    public void A_quarrel_with_a_client_who_complains_is_of_a_person_and_never_of_nobody()
    {
        foreach (var kind in new[] { ResponsibleKind.Nobody, ResponsibleKind.Department, ResponsibleKind.Process })
        {
            var complaint = In(ComplaintState.Investigating);
            Assert.Equal("quarrel-names-nobody", Quarrel(complaint, new(kind))?.Code);
            Assert.Equal((ComplaintState.Investigating, null), (complaint.State, complaint.Cause));
        }
        Assert.Null(Quarrel(In(ComplaintState.Investigating), TheResponsible));

        static Refusal? Quarrel(Complaint complaint, Responsible who) =>
            complaint.RecordFinding(Investigator, CauseClass.QuarrelWithClient, who, Severity.Major, false, 0);
    }

    [Theory]
    [InlineData(ResponsibleKind.Nobody, false)]
    [InlineData(ResponsibleKind.Department, true)]
    [InlineData(ResponsibleKind.Process, true)]
    [Rule("R-047")]
    public void A_department_or_a_process_at_fault_upholds_the_complaint_without_a_person(ResponsibleKind kind, bool upheld)
    {
        var complaint = In(ComplaintState.Investigating);

        Assert.Null(complaint.RecordFinding(Investigator, CauseClass.Process, new(kind), Severity.Minor, false, 0));

        Assert.Equal((upheld, null), (complaint.IsUpheld, complaint.ResponsibleId));
    }

    [Fact]
    [Rule("R-087", "R-088", "R-048")]
    public void Each_round_has_promises_of_its_own_and_a_late_one_is_never_forgotten()
    {
        var complaint = In(ComplaintState.ResultCommunicated);
        Assert.Null(complaint.Renegotiate(Colleague, Promised, Filing.AddHours(30)));
        Assert.Equal(Filing.AddHours(54), complaint.History.Current.Resolution.DueAt);
        Assert.True(complaint.History[0].WithinTime);
        Assert.Null(complaint.Propose(Colleague));
        Assert.Null(complaint.TellResult(Colleague, Filing.AddHours(55)));
        Assert.False(complaint.History.WithinTime);
        Assert.Null(complaint.Satisfy(Colleague, 60));
        Assert.Null(complaint.Track(Colleague));
        Assert.Null(complaint.Close(Colleague, true, true, Filing.AddHours(56)));

        Assert.Null(complaint.Reopen(Colleague, Promised, Filing.AddHours(100)));

        Assert.Equal([0, 1, 2], complaint.History.Select(round => round.Number));
        Assert.Equal(3, complaint.History.Select(round => round.Id).Distinct().Count());
        Assert.Equal(
            (Filing.AddHours(101), Filing.AddHours(124)),
            (complaint.History.Current.FirstResponse.DueAt, complaint.History.Current.Resolution.DueAt)
        );
        Assert.Null(complaint.Appoint(Colleague, Investigator));
        Assert.Null(complaint.Answer(Colleague, Filing.AddHours(102)));
        Assert.Equal((ComplaintState.Investigating, 120), (complaint.State, complaint.History.Current.MinutesToAnswer));
        Assert.Equal("complaint-step-out-of-order", complaint.Answer(Colleague, Filing.AddHours(103))?.Code);
        Assert.False(complaint.History.WithinTime);
    }

    [Fact]
    [Rule("R-118")]
    public void Neither_the_accused_nor_somebody_found_responsible_investigates_and_nobody_finds_themselves_responsible()
    {
        Assert.Equal("investigator-concerned", In(ComplaintState.FirstResponded).Appoint(Colleague, Accused)?.Code);
        Assert.Equal("investigator-concerned", In(ComplaintState.Reopened).Appoint(Colleague, Responsible)?.Code);
        Assert.Equal(
            "not-the-investigator",
            In(ComplaintState.Investigating).RecordFinding(Director, CauseClass.Skill, TheResponsible, Severity.Minor, false, 0)?.Code
        );
        Assert.Equal(
            "investigator-responsible",
            In(ComplaintState.Investigating)
                .RecordFinding(Investigator, CauseClass.Skill, Complaints.Responsible.Of(Investigator), Severity.Minor, false, 0)
                ?.Code
        );
    }

    [Fact]
    [Rule("R-203")]
    public void It_is_under_tracking_until_the_problem_is_really_solved()
    {
        var complaint = In(ComplaintState.Satisfied);

        Assert.Equal("complaint-step-out-of-order", complaint.Close(Colleague, true, true, Filing)?.Code);
        Assert.Equal("tracking", complaint.State.StepAfter());
        Assert.Null(complaint.Track(Colleague));
        Assert.Null(complaint.Close(Colleague, true, true, Filing));
    }

    [Fact]
    [Rule("R-049")]
    public void It_is_closed_with_an_improvement_or_with_the_reason_why_there_is_none()
    {
        Assert.Equal(
            "improvement-missing",
            In(ComplaintState.Tracked).Close(Colleague, improvementExists: false, saysWhyNone: false, Filing)?.Code
        );
        Assert.Null(In(ComplaintState.Tracked).Close(Colleague, improvementExists: false, saysWhyNone: true, Filing));
        Assert.Null(In(ComplaintState.Tracked).Close(Colleague, improvementExists: true, saysWhyNone: false, Filing));
    }

    [Fact]
    public void Only_a_responsibility_is_overturned_and_not_by_who_found_it()
    {
        Assert.Equal("own-investigation", In(ComplaintState.Closed).Overturn(Investigator, Filing)?.Code);
        Assert.Equal("nothing-to-overturn", In(ComplaintState.Closed, responsible: null).Overturn(Director, Filing)?.Code);
        var complaint = In(ComplaintState.Closed);
        Assert.True(complaint.IsUpheld);
        Assert.Null(complaint.Overturn(Director, Filing));
        Assert.False(complaint.IsUpheld);
    }

    [Fact]
    public void It_is_withdrawn_only_while_it_is_open()
    {
        foreach (var state in Enum.GetValues<ComplaintState>())
        {
            var over =
                state
                is ComplaintState.Satisfied
                    or ComplaintState.Tracked
                    or ComplaintState.Closed
                    or ComplaintState.Overturned
                    or ComplaintState.Withdrawn;
            Assert.Equal(over, In(state).Withdraw(Colleague, Filing) is not null);
        }
    }

    [Theory]
    [InlineData(60, 1440, true)]
    [InlineData(61, 1440, false)]
    [InlineData(60, 1441, false)]
    [Rule("R-087", "R-088")]
    public void In_time_is_an_answer_within_the_hour_and_the_result_within_the_day(int answered, int told, bool inTime)
    {
        var complaint = New();
        Assert.Null(complaint.Report(false));
        Assert.Null(complaint.Answer(Colleague, Filing.AddMinutes(answered)));
        Assert.Null(complaint.Appoint(Colleague, Investigator));
        Assert.Null(Found(complaint));
        Assert.Null(complaint.Propose(Colleague));
        Assert.Null(complaint.TellResult(Colleague, Filing.AddMinutes(told)));

        Assert.Equal(inTime, complaint.History.WithinTime);
        Assert.Equal(answered, complaint.History.Current.MinutesToAnswer);
    }

    static Refusal? Found(Complaint complaint) =>
        complaint.RecordFinding(Investigator, CauseClass.ServiceAttitude, TheResponsible, Severity.Minor, false, 0);

    static Complaint New()
    {
        Complaint complaint = new()
        {
            Id = Guid.CreateVersion7(),
            BranchId = Guid.CreateVersion7(),
            AccusedIds = [Accused],
            FiledAt = Filing,
        };
        complaint.History.Begin(complaint, 0, Promised, answered: false, Filing);
        return complaint;
    }

    static Complaint In(ComplaintState state) => In(state, Responsible);

    static Complaint In(ComplaintState state, Guid? responsible)
    {
        var complaint = New();
        Func<Complaint, Refusal?>[] road =
        [
            candidate => candidate.Report(false),
            candidate => candidate.Answer(Colleague, Filing),
            candidate => candidate.Appoint(Colleague, Investigator),
            candidate =>
                candidate.RecordFinding(
                    Investigator,
                    CauseClass.ServiceAttitude,
                    Complaints.Responsible.Of(responsible),
                    Severity.Minor,
                    false,
                    0
                ),
            candidate => candidate.Propose(Colleague),
            candidate => candidate.TellResult(Colleague, Filing),
            candidate => candidate.Satisfy(Colleague, 90),
            candidate => candidate.Track(Colleague),
            candidate => candidate.Close(Colleague, true, true, Filing),
        ];
        var aside = state switch
        {
            ComplaintState.Renegotiating => (
                ComplaintState.ResultCommunicated,
                (Func<Complaint, Refusal?>)(candidate => candidate.Renegotiate(Colleague, Promised, Filing))
            ),
            ComplaintState.Reopened => (ComplaintState.Closed, candidate => candidate.Reopen(Colleague, Promised, Filing)),
            ComplaintState.Overturned => (ComplaintState.Closed, candidate => candidate.Overturn(Director, Filing)),
            ComplaintState.Withdrawn => (ComplaintState.Reported, candidate => candidate.Withdraw(Colleague, Filing)),
            _ => (state, _ => null),
        };
        foreach (var take in road.TakeWhile(_ => complaint.State != aside.Item1))
            Assert.Null(take(complaint));
        Assert.Null(aside.Item2(complaint));
        Assert.Equal(state, complaint.State);
        return complaint;
    }
}
