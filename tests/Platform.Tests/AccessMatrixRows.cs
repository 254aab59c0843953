using System.Net;

namespace Clinic.Platform.Tests;

/// <summary>
/// The access matrix of the handbooks as people meet it: for each row the questions that its data are read by, and the acts that write
/// them. <c>AccessMatrixCells</c> says the same in codes, also of the rows whose data do not exist yet.
/// </summary>
static class AccessMatrixRows
{
    const string FrontDesk = "Receptionist TriageOfficer",
        ReadClients = FrontDesk + " Greeter Guide Cashier Doctor Nurse EscortLead CustomerServiceAgent BranchManager",
        ReadExams = "EscortLead BranchManager HrOfficer Trainer QualityOfficer Director",
        ReadComplaints = "CustomerServiceAgent BranchManager QualityOfficer Director",
        SeePay = "HrOfficer PayrollOfficer",
        Registration = "/api/registration",
        Escort = "/api/escort",
        Feedback = "/api/feedback",
        Training = "/api/training",
        Payroll = "/api/payroll";

    static readonly string Everybody = EverybodyBut(),
        OtherThanEscort = EverybodyBut("Escort");

    /// <summary>What is asked, by the name of the row.</summary>
    public static readonly IReadOnlyDictionary<string, Func<CanaryStory, Look[]>> All = new Dictionary<string, Func<CanaryStory, Look[]>>
    {
        ["Client basics"] = ClientBasics,
        ["ID number, home address"] = NumberAndAddress,
        ["Chart, clinical part"] = Chart,
        ["Disease spectrum"] = Diseases,
        ["Appointment, visit, triage"] = Visits,
        ["Escort engagement"] = Engagements,
        ["Complaint"] = Complaints,
        ["Patient issue record"] = Issues,
        ["Survey answers with identity"] = Surveys,
        ["Exam, certificate"] = Exams,
        ["Leave"] = Leaves,
        ["Salary, payslip"] = Pay,
        ["Reward, penalty case"] = Cases,
        ["Employee mobile"] = Mobiles,
        ["Checklists"] = Checklists,
    };

    static Look[] ClientBasics(CanaryStory told)
    {
        var client = $"{Registration}/clients/{told.Client}";
        var names = new { ids = new[] { told.Client }, purpose = "Escort" };
        return
        [
            new(client, $"{ReadClients} QualityOfficer", Written.ClientName, Written.Occupation) { Holds = ["57 Qui"] },
            new($"{client}/consents", $"{ReadClients} QualityOfficer", Written.Recipient, Written.Purpose),
            new(
                $"{client}/contact?purpose=Visit",
                $"{FrontDesk} CustomerServiceAgent BranchManager",
                Written.ClientName,
                Written.ClientPhone
            ),
            // Whoever has to do with the client now sees name and phone, other readers the masked name, and everybody else nothing.
            new($"{Registration}/clients/names", "Escort CustomerServiceAgent", Written.ClientName, Written.ClientPhone)
            {
                Body = names,
                Others = null,
            },
            new($"{Registration}/clients/names", $"{FrontDesk} Greeter Guide Cashier Doctor Nurse EscortLead BranchManager QualityOfficer")
            {
                Body = names,
                Holds = ["\"chartNumber\""],
                Others = null,
            },
            new($"{Registration}/clients/names", "HrOfficer PayrollOfficer Trainer Director")
            {
                Body = names,
                Holds = ["\"items\":[]"],
                Others = null,
            },
            new($"{Registration}/reports/segments?branch={told.Branch.Id}", "BranchManager QualityOfficer Director"),
            Look.Act($"{Registration}/clients", FrontDesk),
            Look.Act($"{client}/consents", FrontDesk),
        ];
    }

    static Look[] NumberAndAddress(CanaryStory told) =>
        [
            new($"{Registration}/clients/{told.Client}/unmasking", "BranchManager", Written.ClientAddress, Written.ClientDocument)
            {
                Body = new { fields = new[] { "Address", "IdNumber" }, reason = "asked for by the ministry" },
            },
            new($"{Registration}/unmaskings?branch={told.Branch.Id}", "BranchManager Director", Written.Unmasked),
            // The desk masks what it has not to complete; what it writes down it sees until the chart is opened.
            new($"{Registration}/clients/{told.Client}", FrontDesk, Written.ClientName, Written.Occupation)
            {
                Holds = [Written.ClientDocument.Words[^4..]],
                Others = null,
            },
            new($"{Registration}/front-pages/{told.FrontPage}", FrontDesk, Written.PageAddress, Written.PagePhone),
        ];

    // The manager's look at a chart because of a complaint is not there yet.
    static Look[] Chart(CanaryStory told) =>
        [
            new(
                $"{Registration}/visits/{told.Visit.Id}/chart",
                "Doctor Nurse",
                Written.ChiefComplaint,
                Written.Basis,
                Written.History,
                Written.Examination,
                Written.Plan,
                Written.Observation,
                Written.CautionBefore,
                Written.CautionDuring,
                Written.CautionAfter
            ),
            new($"{Registration}/visits/{told.Arrival}/waiting-log", "Receptionist Greeter Guide", Written.CareNote),
            new($"{Registration}/chart-errors?branch={told.Branch.Id}", "BranchManager", Written.ChartFinding),
            Look.Act($"{Registration}/visits/{told.Visit.Id}/plan", "Doctor Nurse"),
        ];

    static Look[] Diseases(CanaryStory told) =>
        [
            new(
                $"{Registration}/reports/disease-spectrum?branch={told.Branch.Id}&month={told.Today:yyyy-MM}-01",
                "Doctor Nurse BranchManager QualityOfficer Director"
            )
            {
                // A single diagnosis says who has it, and is counted without its code.
                Holds = ["\"hiddenDiagnoses\":1"],
                Lacks = ["K02"],
            },
        ];

    static Look[] Visits(CanaryStory told)
    {
        var (branch, visit) = (told.Branch.Id, $"{Registration}/visits/{told.Visit.Id}");
        return
        [
            new(visit, ReadClients) { Holds = ["\"Farewelled\""] },
            new($"{Registration}/visits?branch={branch}", ReadClients) { Holds = [told.Visit.Id.ToString()] },
            new($"{visit}/triage", ReadClients) { Holds = ["\"Rotation\""] },
            new($"{Registration}/appointments?branchId={branch}", ReadClients),
            new($"{Registration}/clients/{told.Client}/history", $"{ReadClients} QualityOfficer") { Holds = [told.Client.ToString()] },
            new(
                $"{Registration}/reports/first-and-return?branch={branch}&from={told.Today:yyyy-MM-dd}&to={told.Today:yyyy-MM-dd}",
                $"{FrontDesk} Guide BranchManager QualityOfficer Director"
            )
            {
                Lacks = [told.Client.ToString()],
            },
            Look.Act($"{Registration}/appointments", FrontDesk),
            Look.Act($"{Registration}/visits", FrontDesk),
            Look.Act($"{visit}/triage", "TriageOfficer"),
        ];
    }

    static Look[] Engagements(CanaryStory told)
    {
        var id = told.Engagement.Id;
        Canary[] file =
        [
            Written.InquiryName,
            Written.InquiryPhone,
            Written.Need,
            Written.Question,
            Written.Content,
            Written.Place,
            Written.SpecialNeed,
            Written.Agreed,
            Written.Basics,
            Written.Care,
            Written.Health,
            Written.Hospital,
            Written.Route,
            Written.Note,
            Written.Alarm,
            Written.Outcome,
            Written.Caution,
            Written.Summary,
            Written.Problem,
            Written.Feedback,
            Written.Praise,
        ];
        return
        [
            new($"{Escort}/engagements/{id}", "EscortLead CustomerServiceAgent BranchManager Director"),
            new($"{Escort}/engagements/{id}/file", "EscortLead BranchManager", file),
            new($"{Escort}/engagements/own/{id}", "Escort"),
            new($"{Escort}/engagements/own/{id}/file", "Escort", file),
            // HR sees who may accompany, and what escorts did as lines of pay.
            new($"{Escort}/escorts/{told["Escort"].Id}", "EscortLead BranchManager HrOfficer"),
            Look.Act($"{Escort}/engagements", "CustomerServiceAgent"),
            Look.Act($"{Escort}/engagements/{id}/alerts/{told.Alert}/resolution", "EscortLead"),
            Look.Act($"{Escort}/engagements/{id}/notes", "Escort"),
        ];
    }

    static Look[] Complaints(CanaryStory told)
    {
        var (branch, id) = (told.Branch.Id, told.Complaint.ToString());
        return
        [
            new(
                $"{Feedback}/complaints/{id}",
                ReadComplaints,
                Written.Complainer,
                Written.Contact,
                Written.Matter,
                Written.Comfort,
                Written.FirstAnswer,
                Written.Facts,
                Written.Remedy,
                Written.Opinion,
                Written.Result,
                Written.ResultReaction,
                Written.Measure,
                Written.Evidence,
                Written.SatisfiedWords,
                Written.Tracked,
                Written.Closing,
                Written.Preventive
            )
            {
                // Everybody can be appointed to a complaint; who was not, and the accused, do not find it.
                Others = HttpStatusCode.NotFound,
            },
            new($"{Feedback}/complaints?branch={branch}", ReadComplaints) { Holds = [id] },
            new($"{Feedback}/complaints/mine", "Receptionist") { Holds = [id], Others = null },
            new($"{Feedback}/complaints/mine", EverybodyBut("Receptionist")) { Lacks = [id], Others = null },
            new($"{Escort}/escorts/complaints?branch={branch}", "EscortLead BranchManager") { Holds = [id] },
            new($"{Training}/sessions/{told.SpecialSession}/cause", ReadExams) { Holds = ["\"ServiceAttitude\""], Lacks = [id] },
            new($"{Payroll}/discipline-cases?branchId={branch}", "BranchManager HrOfficer Director") { Holds = [id] },
            Look.Act($"{Feedback}/complaints", Everybody),
            Look.Act($"{Feedback}/complaints/{id}/tracking", "CustomerServiceAgent BranchManager"),
            Look.Act($"{Feedback}/complaints/{id}/proposal", "BranchManager Director"),
        ];
    }

    static Look[] Issues(CanaryStory told) =>
        [
            new($"{Feedback}/patient-issues?branch={told.Branch.Id}", ReadComplaints) { Holds = [told.Client.ToString()] },
            new(
                $"{Feedback}/follow-ups/{told.Survey.FollowUp}",
                "CustomerServiceAgent BranchManager QualityOfficer",
                Written.Recovery,
                Written.CallQuestion,
                Written.CallOpinion
            ),
            Look.Act($"{Feedback}/follow-ups/{told.Survey.FollowUp}/attempts", "CustomerServiceAgent"),
        ];

    static Look[] Surveys(CanaryStory told)
    {
        var (branch, escort) = (told.Branch.Id, told["Escort"].Id.ToString());
        return
        [
            new($"{Feedback}/survey-answers/{told.SurveyAnswer}", ReadComplaints, Written.Survey),
            new($"{Feedback}/survey-answers?branch={branch}", ReadComplaints) { Holds = [escort] },
            new($"{Feedback}/surveys/satisfaction/own", "Escort") { Holds = ["\"ratings\":1"], Others = null },
            new($"{Feedback}/surveys/satisfaction/own", OtherThanEscort) { Holds = ["\"ratings\":0"], Others = null },
            new($"{Escort}/escorts/ratings?branch={branch}", "EscortLead BranchManager") { Holds = [escort] },
            new($"{Feedback}/surveys/satisfaction?branch={branch}", "BranchManager HrOfficer Trainer QualityOfficer Director")
            {
                Holds = [escort],
                Lacks = [told.Client.ToString()],
            },
        ];
    }

    static Look[] Exams(CanaryStory told)
    {
        var escort = told["Escort"].Id;
        return
        [
            new($"{Training}/people/{escort}/record", ReadExams, Written.CorrectionReason),
            new($"{Training}/certificates?branch={told.Branch.Id}", ReadExams) { Holds = [escort.ToString()] },
            new($"{Training}/people/mine/record", "Escort", Written.CorrectionReason) { Others = null },
            new($"{Training}/people/mine/record", OtherThanEscort) { Lacks = [escort.ToString()], Others = null },
            new($"{Training}/certificates/mine", "Escort") { Holds = ["\"validUntil\""], Others = null },
            new($"{Training}/certificates/mine", OtherThanEscort) { Lacks = ["\"validUntil\""], Others = null },
            Look.Act($"{Training}/assessments", "Trainer"),
            Look.Act($"{Training}/certificates", "Trainer"),
        ];
    }

    // Leave is approved outside and recorded by HR until it is asked for here; a trainer's excuse is an act on an assessment.
    static Look[] Leaves(CanaryStory told) =>
        [
            new($"{Payroll}/leaves?branch={told.Branch.Id}", "EscortLead BranchManager HrOfficer") { Holds = [told.Leave.ToString()] },
            new($"{Payroll}/leaves/mine", "Escort") { Holds = [told.Leave.ToString()], Others = null },
            new($"{Payroll}/leaves/mine", OtherThanEscort) { Lacks = [told.Leave.ToString()], Others = null },
            Look.Act($"{Payroll}/leaves", "HrOfficer"),
        ];

    static Look[] Pay(CanaryStory told)
    {
        var escort = told["Escort"].Id;
        return
        [
            new($"{Payroll}/employees/{escort}/pay-terms", SeePay, Written.Salary, Written.GradeReason),
            new($"{Payroll}/payslips/{told.Payslip}", SeePay, Written.Salary),
            new($"{Payroll}/pay-runs/{told.Run}/payslips", SeePay) { Holds = [told.Payslip.ToString()] },
            // What a run comes to, and nobody's part of it.
            new($"{Payroll}/pay-runs/{told.Run}", $"{SeePay} BranchManager Director")
            {
                Holds = ["\"totals\""],
                Lacks = [escort.ToString()],
            },
            new($"{Payroll}/payslips/mine", "Escort", Written.Salary) { Others = null },
            new($"{Payroll}/payslips/mine", OtherThanEscort)
            {
                Holds = [told.Run.ToString()],
                Lacks = [escort.ToString()],
                Others = null,
            },
            Look.Act($"{Payroll}/pay-runs", "PayrollOfficer"),
        ];
    }

    // Rewards are not written down yet.
    static Look[] Cases(CanaryStory told)
    {
        var (cases, id) = ($"{Payroll}/discipline-cases", told.Case.ToString());
        return
        [
            new($"{cases}/{id}", "BranchManager HrOfficer Director", Written.Account, Written.Statement, Written.DecisionReason),
            new($"{cases}/mine/{id}", "Escort", Written.Account, Written.Statement, Written.DecisionReason)
            {
                Others = HttpStatusCode.NotFound,
            },
            new($"{cases}/proposed", "EscortLead") { Holds = [id], Others = null },
            new($"{cases}/proposed", "CustomerServiceAgent QualityOfficer BranchManager") { Lacks = [id], Others = null },
            new($"{cases}/proposed", EverybodyBut("EscortLead", "CustomerServiceAgent", "QualityOfficer", "BranchManager"))
            {
                Granted = HttpStatusCode.Forbidden,
                Others = null,
            },
            Look.Act(cases, "EscortLead CustomerServiceAgent QualityOfficer BranchManager"),
            Look.Act($"{cases}/{id}/hearing", "BranchManager Director"),
        ];
    }

    // The manager's look in an emergency is not there yet.
    static Look[] Mobiles(CanaryStory told) =>
        [
            new($"{Payroll}/employees/{told["Escort"].Id}", SeePay, Written.Mobile, Written.Salary) { Others = null },
            new($"{Payroll}/employees/{told["Escort"].Id}", "BranchManager") { Others = null },
            new($"{Payroll}/employees/{told["Escort"].Id}", EverybodyBut("HrOfficer", "PayrollOfficer", "BranchManager"))
            {
                Granted = HttpStatusCode.Forbidden,
                Others = null,
            },
            new($"{Payroll}/employees/me", "Escort", Written.Mobile, Written.Salary) { Others = null },
            new($"{Payroll}/employees/me", OtherThanEscort) { ShowsOwnMobile = true, Others = null },
        ];

    // Those on the floor write and read them; that the manager, the agent and quality read them is not there yet.
    static Look[] Checklists(CanaryStory told) =>
        [
            new($"{Registration}/waiting-areas/checks?branch={told.Branch.Id}", "Receptionist Greeter Guide"),
            Look.Act($"{Registration}/waiting-areas/checks", "Receptionist Greeter Guide"),
            Look.Act($"{Registration}/arrivals/preparations", "Receptionist Greeter Guide"),
        ];

    static string EverybodyBut(params string[] posts) => string.Join(' ', CanaryStory.Posts.Except(posts));
}
