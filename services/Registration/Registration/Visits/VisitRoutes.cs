using Clinic.Registration.Visits.Arrivals;
using Clinic.Registration.Visits.Consultation;
using Clinic.Registration.Visits.Departure;
using Clinic.Registration.Visits.Reception;
using Clinic.Registration.Visits.Triage;
using Clinic.Registration.Visits.Waiting;

namespace Clinic.Registration.Visits;

/// <summary>Visits from the door to the farewell.</summary>
static class VisitRoutes
{
    public static void Map(WebApplication app)
    {
        var arrivals = app.MapGroup("/arrivals").WithTags("Arrivals");
        PrepareReception.Map(arrivals);
        NoteArrival.Map(arrivals);
        Greet.Map(arrivals);
        AskVisitType.Map(arrivals);
        LeadClient.Map(arrivals);
        RequestHandOff.Map(arrivals);
        SeatClient.Map(arrivals);
        GetArrival.Map(arrivals);
        ListLateGreetings.Map(arrivals);

        var handOffs = app.MapGroup("/hand-offs").WithTags("Arrivals");
        ListHandOffs.Map(handOffs);
        AcceptHandOff.Map(handOffs);

        GetTriageLedger.Map(app.MapGroup("/departments").WithTags("Directory"));

        ListVisitsOfClient.Map(app.MapGroup("/clients").WithTags("Clients"));

        ListLostClients.Map(app.MapGroup("/lost-clients").WithTags("Visits"));

        var visits = app.MapGroup("/visits").WithTags("Visits");
        Greet.Map(visits);
        ExcuseLateness.Map(visits);
        CheckIn.Map(visits);
        ConfirmVisitType.Map(visits);
        AttendEnquiry.Map(visits);
        RecordChiefComplaint.Map(visits);
        RegisterVisit.Map(visits);
        GetWay.Map(visits);
        TickReception.Map(visits);
        GetReception.Map(visits);
        ReturnItems.Map(visits);
        AssignDoctor.Map(visits);
        ReassignDoctor.Map(visits);
        GetTriage.Map(visits);
        GetTriageOfDoctor.Map(visits);
        NotifyDoctor.Map(visits);
        PlaceClient.Map(visits);
        WaitingLog.Map(visits);
        LeadIn.Map(visits);
        WaitingQueue.Map(visits);
        JumpQueue.Map(visits);
        CollectClient.Map(visits);
        CheckIdentity.Map(visits);
        MakePlan.Map(visits);
        RevisePlan.Map(visits);
        PrepareConsent.Map(visits);
        ExplainConsent.Map(visits);
        RecordConsent.Map(visits);
        WithdrawTreatmentConsent.Map(visits);
        CarryOutOrder.Map(visits);
        FinishTreatment.Map(visits);
        HandChart.Map(visits);
        GetChart.Map(visits);
        GetVisitTimes.Map(visits);
        ReceiveChart.Map(visits);
        ChargeVisit.Map(visits);
        CompleteVisit.Map(visits);
        SayFarewell.Map(visits);
        VoidVisit.Map(visits);
        LeaveUntreated.Map(visits);
        GetVisit.Map(visits);
        ListVisits.Map(visits);

        var areas = app.MapGroup("/waiting-areas").WithTags("Waiting areas");
        CheckArea.Map(areas);
        NoteShortage.Map(areas);
    }
}
