using Clinic.Registration.Visits;
using Clinic.ServiceDefaults;

namespace Clinic.Registration.Tests.Rules;

public sealed class StationRules
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    static readonly Guid Desk = Guid.CreateVersion7(),
        Doctor = Guid.CreateVersion7();

    [Theory]
    [InlineData(ReceptionVariant.V1, false, "EnquiryDesk RegistrationDesk GuidanceDesk TreatmentRoom EnquiryDesk")]
    [InlineData(ReceptionVariant.V2, false, "EnquiryDesk GuidanceDesk RegistrationDesk TreatmentRoom EnquiryDesk")]
    [InlineData(ReceptionVariant.V3, false, "DutyRoom TriageDesk RegistrationDesk GuidanceDesk TreatmentRoom FrontDesk")]
    [InlineData(ReceptionVariant.Clinic, false, "Door FrontDesk TreatmentRoom FrontDesk")]
    [InlineData(ReceptionVariant.Dental, false, "Door TriageDesk GuidanceDesk TreatmentRoom FrontDesk")]
    [InlineData(ReceptionVariant.V1, true, "GuidanceDesk TreatmentRoom EnquiryDesk")]
    [InlineData(ReceptionVariant.V2, true, "GuidanceDesk TreatmentRoom EnquiryDesk")]
    [Rule("R-200", "R-201", "R-202")]
    public void Every_way_of_receiving_has_its_stations_in_order(ReceptionVariant variant, bool booked, string stations) =>
        Assert.Equal(stations, string.Join(' ', StationOrder.Of(variant, booked, feeDue: false).Select(stop => stop.Station)));

    [Theory]
    [
        InlineData(ReceptionVariant.Clinic),
        InlineData(ReceptionVariant.Dental),
        InlineData(ReceptionVariant.V1),
        InlineData(ReceptionVariant.V2),
        InlineData(ReceptionVariant.V3)
    ]
    public void A_fee_that_is_due_first_makes_registering_a_stop_everywhere_and_only_once(ReceptionVariant variant)
    {
        var acts = StationOrder.Of(variant, booked: false, feeDue: true).Select(stop => stop.Act).ToList();

        Assert.Single(acts, act => act == StationAct.Registration);
        Assert.True(acts.IndexOf(StationAct.Registration) < acts.IndexOf(StationAct.Collection));
    }

    [Fact]
    [Rule("R-200")]
    public void In_the_first_variant_nobody_is_given_a_doctor_before_enquiry_and_registration()
    {
        var visit = Visit(ReceptionVariant.V1);

        Assert.Contains("EnquiryDesk", Triage(visit)!.Sentence, StringComparison.Ordinal);
        Assert.Equal("station-out-of-order", visit.Register(Desk, 0, Now)?.Code);
        Assert.Null(visit.Enquire(Desk, Now));
        Assert.Contains("RegistrationDesk", Triage(visit)!.Sentence, StringComparison.Ordinal);
        Assert.Null(visit.Register(Desk, 0, Now));
        Assert.Null(Triage(visit));
    }

    [Fact]
    [Rule("R-202")]
    public void In_the_second_variant_the_doctor_is_chosen_first_and_the_queue_begins_with_the_registration()
    {
        var visit = Visit(ReceptionVariant.V2);
        visit.EnterQueue(null, Desk, Now);
        Assert.Null(visit.Enquire(Desk, Now));
        Assert.Null(Triage(visit));
        Assert.Null(visit.Notify(TimeSpan.FromMinutes(5), Now));

        Assert.Equal("station-out-of-order", visit.Collect(Doctor, false, Now)?.Code);
        Assert.Null(visit.Register(Desk, 0, Now.AddMinutes(9)));

        Assert.Equal(Now.AddMinutes(9), visit.Way.QueueAt);
        Assert.Null(visit.Collect(Doctor, false, Now));
    }

    [Fact]
    public void A_fee_is_paid_before_the_registration()
    {
        Visit visit = new()
        {
            Id = Guid.CreateVersion7(),
            TicketCategory = "A",
            Way = new() { RegistrationFee = 20 },
        };
        visit.EnterQueue(null, Desk, Now);

        Assert.Null(visit.Way.RegisteredAt);
        Assert.Equal("registration-fee-due", visit.Register(Desk, 19.99m, Now)?.Code);
        Assert.Equal("station-out-of-order", Triage(visit)?.Code);
        Assert.Null(visit.Register(Desk, 20, Now));
        Assert.Null(Triage(visit));
    }

    [Fact]
    [Rule("R-201")]
    public void Whoever_booked_is_registered_with_the_check_in_and_queues_by_the_appointment()
    {
        Visit visit = new()
        {
            Id = Guid.CreateVersion7(),
            TicketCategory = "A",
            Way = new() { Variant = ReceptionVariant.V1 },
            AppointmentId = Guid.CreateVersion7(),
        };

        visit.EnterQueue(Now.AddMinutes(30), Desk, Now);

        Assert.Equal((Now, Now.AddMinutes(30)), (visit.Way.RegisteredAt, visit.Way.QueueAt));
        Assert.Null(Triage(visit));
    }

    [Fact]
    [Rule("R-080")]
    public void Nobody_leaves_while_client_or_guide_have_the_chart_and_it_is_put_away_only_afterwards()
    {
        var visit = Visit(ReceptionVariant.Clinic);
        Assert.Null(visit.HandChart(ChartPlace.WithGuide));

        Assert.Equal("chart-is-out", visit.Leave("WaitedTooLong", Now)?.Code);
        Assert.Equal("visit-step-out-of-order", visit.ArchiveChart()?.Code);
        Assert.Null(visit.HandChart(ChartPlace.AtDesk));
        Assert.Null(visit.Leave("WaitedTooLong", Now));
    }

    static Visit Visit(ReceptionVariant variant) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            TicketCategory = "A",
            Way = new() { Variant = variant },
        };

    static Refusal? Triage(Visit visit) => visit.Triage(Guid.CreateVersion7(), Doctor, Desk, Now);
}
