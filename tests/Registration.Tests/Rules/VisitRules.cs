using Clinic.Registration.Contracts;
using Clinic.Registration.Visits;
using Clinic.ServiceDefaults;
using Clinic.Values;

namespace Clinic.Registration.Tests.Rules;

public sealed class VisitRules
{
    static readonly DateTimeOffset Arrival = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    static readonly DateOnly Today = new(2026, 3, 2);
    static readonly Guid Desk = Guid.CreateVersion7(),
        Doctor = Guid.CreateVersion7(),
        Nurse = Guid.CreateVersion7(),
        Somebody = Guid.CreateVersion7();

    static readonly (VisitState Due, Func<Visit, Refusal?> Take)[] Steps =
    [
        (VisitState.Registered, visit => visit.Triage(Guid.CreateVersion7(), Doctor, Desk, Arrival)),
        (VisitState.Triaged, visit => visit.Notify(TimeSpan.FromMinutes(5), Arrival)),
        (VisitState.DoctorNotified, visit => visit.Collect(Doctor, false, Arrival)),
        (VisitState.Collected, visit => visit.Verify(Doctor, false, true, Arrival)),
        (VisitState.Verified, visit => visit.Plan(Doctor, Arrival)),
        (VisitState.Planned, visit => visit.Consent(Doctor, true, true, true, Arrival)),
        (VisitState.Consented, visit => visit.EndTreatment(Doctor, null, Today, Arrival)),
        (VisitState.Treated, visit => visit.ReceiveChart(Desk, Arrival)),
        (VisitState.ChartReturned, visit => visit.Complete(Desk, true, new Money(320m, "CNY"), true, Arrival)),
        (VisitState.Completed, visit => visit.Farewell(Arrival)),
    ];

    [Fact]
    [Rule("R-076", "R-077", "R-080")]
    public void A_step_is_only_taken_when_it_is_its_turn_and_the_refusal_names_the_one_that_is_due()
    {
        foreach (var (due, _) in Steps)
        {
            foreach (var (other, take) in Steps.Where(step => step.Due != due))
            {
                var visit = In(due);
                var refusal = take(visit);

                Assert.Equal("visit-step-out-of-order", refusal?.Code);
                Assert.Contains(due.NextStep()!, refusal!.Sentence, StringComparison.Ordinal);
                Assert.Equal(due, visit.State);
            }
        }
    }

    [Fact]
    [Rule("R-075")]
    public void The_assigned_doctor_or_a_nurse_collects_and_nobody_else()
    {
        Assert.Equal("not-doctor-or-nurse", In(VisitState.DoctorNotified).Collect(Somebody, false, Arrival)?.Code);
        Assert.Null(In(VisitState.DoctorNotified).Collect(Nurse, true, Arrival));
        Assert.Null(In(VisitState.DoctorNotified).Collect(Doctor, false, Arrival));
    }

    [Fact]
    [Rule("R-075")]
    public void That_nobody_came_is_noted_once_and_only_while_the_client_waits()
    {
        var waiting = In(VisitState.DoctorNotified);
        Assert.True(waiting.NotePickupOverdue());
        Assert.False(waiting.NotePickupOverdue());
        Assert.False(In(VisitState.Collected).NotePickupOverdue());
    }

    [Fact]
    [Rule("R-076")]
    public void Without_a_match_the_visit_stays_before_the_plan()
    {
        var visit = In(VisitState.Collected);

        Assert.Null(visit.Verify(Doctor, false, matches: false, Arrival));
        Assert.Equal(VisitState.Collected, visit.State);
        Assert.Null(visit.Verify(Nurse, true, matches: true, Arrival));
        Assert.Equal(VisitState.Verified, visit.State);
    }

    [Fact]
    [Rule("R-077", "R-136")]
    public void Nobody_agrees_before_everything_was_disclosed_and_understood()
    {
        Assert.Equal("disclosures-incomplete", In(VisitState.Planned).Consent(Doctor, allDisclosed: false, true, true, Arrival)?.Code);
        Assert.Equal("plan-not-understood", In(VisitState.Planned).Consent(Doctor, true, understood: false, true, Arrival)?.Code);
    }

    [Fact]
    [Rule("R-078")]
    public void A_client_who_declines_goes_to_the_desk_untreated_and_is_sold_nothing()
    {
        var visit = In(VisitState.Planned);
        Assert.Null(visit.Consent(Doctor, true, true, agreed: false, Arrival));

        Assert.Equal("visit-step-out-of-order", visit.EndTreatment(Doctor, null, Today, Arrival)?.Code);
        Assert.Null(visit.ReceiveChart(Desk, Arrival));
        Assert.Equal("plan-was-declined", visit.Complete(Desk, purchased: true, null, true, Arrival)?.Code);
        Assert.Null(visit.Complete(Desk, purchased: false, null, true, Arrival));
        Assert.DoesNotContain(visit.ServedBy(null), served => served.Part == ServicePart.Treatment);
    }

    [Fact]
    public void Only_the_assigned_doctor_plans_discloses_and_treats()
    {
        Assert.Equal("not-assigned-doctor", In(VisitState.Verified).Plan(Nurse, Arrival)?.Code);
        Assert.Equal("not-assigned-doctor", In(VisitState.Planned).Consent(Nurse, true, true, true, Arrival)?.Code);
        Assert.Equal("not-assigned-doctor", In(VisitState.Consented).EndTreatment(Nurse, null, Today, Arrival)?.Code);
    }

    [Fact]
    [Rule("R-080")]
    public void A_return_date_lies_ahead()
    {
        var (latest, tooFar) = (Today.AddYears(2), Today.AddYears(2).AddDays(1));
        Assert.Equal("return-date-too-far", In(VisitState.Consented).EndTreatment(Doctor, tooFar, Today, Arrival)?.Code);
        Assert.Null(In(VisitState.Consented).EndTreatment(Doctor, latest, Today, Arrival));
        Assert.Equal("return-date-passed", In(VisitState.Consented).EndTreatment(Doctor, Today.AddDays(-1), Today, Arrival)?.Code);
        Assert.Null(In(VisitState.Consented).EndTreatment(Doctor, Today, Today, Arrival));
    }

    [Fact]
    public void Only_a_completed_visit_is_voided_and_only_an_uncollected_client_leaves()
    {
        foreach (var (due, _) in Steps)
        {
            Assert.Equal(due == VisitState.Completed, In(due).Void("EnteredByMistake", "wrong client", Arrival) is null);
            Assert.Equal(
                due is VisitState.Registered or VisitState.Triaged or VisitState.DoctorNotified,
                In(due).Leave("TooLong", Arrival) is null
            );
        }
    }

    [Fact]
    public void Everybody_who_acted_served_in_the_part_they_took()
    {
        var visit = In(VisitState.ChartReturned);
        Assert.Null(visit.Complete(Desk, false, null, true, Arrival));

        Assert.Equal(
            [
                new(Desk, ServicePart.Reception),
                new(Desk, ServicePart.Triage),
                new(Doctor, ServicePart.Collection),
                new(Doctor, ServicePart.Treatment),
                new(Desk, ServicePart.ChartReception),
                new Served(Desk, ServicePart.CheckOut),
            ],
            visit.ServedBy(null)
        );
    }

    static Visit In(VisitState state)
    {
        Visit visit = new()
        {
            Id = Guid.CreateVersion7(),
            TicketCategory = "A",
            TicketNumber = 1,
            ArrivedAt = Arrival,
            CheckedInAt = Arrival,
            CheckedInBy = Desk,
            Day = Today,
        };
        foreach (var (due, take) in Steps.TakeWhile(step => step.Due != state))
            Assert.Null(take(visit));
        return visit;
    }
}
