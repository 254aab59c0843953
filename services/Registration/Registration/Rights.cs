using Clinic.ServiceDefaults;

namespace Clinic.Registration;

/// <summary>The rights this service asks for; which post carries which is decided where accounts are made.</summary>
static class Rights
{
    public static readonly Permission OpenBranches = new("branches.open"),
        ReadBranches = new("branches.read"),
        WriteDirectory = new("directory.write"),
        ReadDirectory = new("directory.read"),
        SayDoctorStatus = new("doctors.status"),
        RegisterClients = new("clients.register"),
        CorrectClients = new("clients.correct"),
        ReadClients = new("clients.read"),
        ReadContact = new("clients.contact"),
        BookAppointments = new("appointments.book"),
        WriteRosters = new("rosters.write"),
        CheckBoard = new("boards.check"),
        PublishBoard = new("boards.publish"),
        AcknowledgeBoard = new("boards.acknowledge"),
        UnmaskClients = new("clients.unmask"),
        MergeClients = new("clients.merge"),
        CheckCharts = new("clients.charts"),
        DiscloseClients = new("clients.disclose"),
        MarkSegments = new("clients.segments"),
        CareForClients = new("clients.care"),
        ForgetClients = new("clients.forget"),
        DiseaseStatistics = new("clients.diseases"),
        ClientStatistics = new("clients.statistics"),
        VisitStatistics = new("visits.statistics"),
        CheckIn = new("visits.check-in"),
        Greet = new("visits.greet"),
        Guide = new("visits.guide"),
        ServeWaiting = new("waiting.serve"),
        Excuse = new("visits.excuse"),
        ReadReports = new("visits.reports"),
        Triage = new("triage.assign"),
        Notify = new("visits.notify"),
        Collect = new("visits.collect"),
        Treat = new("visits.treat"),
        ReceiveChart = new("visits.receive-chart"),
        CheckOut = new("visits.check-out"),
        VoidVisits = new("visits.void"),
        ReadVisits = new("visits.read"),
        ReadChart = new("visits.chart");
}
