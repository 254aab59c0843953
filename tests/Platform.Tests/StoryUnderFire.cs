using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>One step of a story: what is done, and how somebody who got no answer sees whether it was.</summary>
/// <param name="About">Whatever the step is taken on.</param>
/// <param name="Act">Takes it.</param>
/// <param name="Look">Shows what is there.</param>
/// <param name="Happened">Judges what the look shows.</param>
/// <param name="Awaited">What the look has to show before: something that follows from another service's fact.</param>
sealed record StoryStep(
    string Name,
    Guid About,
    Func<Task<Answer>> Act,
    Func<Task<Answer>> Look,
    Func<Answer, bool> Happened,
    Func<Answer, bool>? Awaited = null
);

/// <summary>Everybody who has a part in the stories.</summary>
sealed record StoryPeople(
    Branch Clinic,
    Branch Company,
    EscortSite TestSite,
    Member[] Escorts,
    Member Manager,
    TrainingStory Training,
    ComplaintPeople Complaints
)
{
    /// <summary>A clinic and an escort company, staffed, and escorts who may be assigned.</summary>
    public static async Task<StoryPeople> Hired(ClinicGroup group, int escorts)
    {
        var clinic = await (await group.OpenBranch("GeneralClinic")).Staffed();
        var company = await group.OpenBranch("EscortCompany");
        var site = await EscortSite.Staffed(group, company.Id);
        var hired = await Task.WhenAll(
            new[] { "BranchManager", "Trainer", "QualityOfficer", "Director" }
                .Concat(Enumerable.Repeat("Escort", escorts))
                .Select(post => group.Hire(company.Id, post))
        );
        TrainingStory training = new(company, hired[1]);
        await Task.WhenAll(
            hired[4..]
                .Select(async escort =>
                {
                    await training.Qualify(escort);
                    await site.Until(escort.Id, "Active");
                })
        );
        return new(clinic, company, site, hired[4..], hired[0], training, new(site.Agent, site.Agent, hired[0], hired[2], hired[3]));
    }
}

/// <summary>
/// One story, from the client's first day at the desk to the end of the complaint, which is another one for every fifth story.
/// </summary>
sealed class StoryUnderFire
{
    /// <summary>How a complaint ends.</summary>
    public enum End
    {
        Closed,
        Satisfied,
        ClosedAfterTraining,
        Overturned,
        ClosedWithoutAnybodyResponsible,
    }

    static readonly string[] ComplaintRoad =
    [
        "Filed",
        "Reported",
        "FirstResponded",
        "Investigating",
        "CauseFound",
        "SolutionProposed",
        "ResultCommunicated",
        "Satisfied",
        "Tracked",
        "Closed",
        "Overturned",
    ];

    readonly StoryPeople people;
    readonly Member escort;
    readonly End end;
    readonly bool answers;
    readonly EngagementStory engagement;
    readonly SurveyStory survey;
    readonly ComplaintStory complaint;
    readonly DateTimeOffset complainedOf;

    public StoryUnderFire(StoryPeople people, int number)
    {
        var now = people.Company.Group.Platform.Now;
        (this.people, escort, end, answers) = (
            people,
            people.Escorts[number % people.Escorts.Length],
            (End)(number % Enum.GetValues<End>().Length),
            number % 7 != 6
        );
        // An hour off at least, within the day of a second confirmation at most, and no two of one escort at once.
        var startsAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)).AddHours(1 + (4 * (number / people.Escorts.Length)));
        engagement = people.TestSite.Calls(Client, people.Clinic.Id, startsAt);
        survey = new(people.Company.Group.Platform, people.TestSite.Agent, people.Company.Id, engagement.Id);
        complaint = new(people.Complaints, people.Company.Id, Guid.CreateVersion7());
        complainedOf = now;
    }

    public Guid Client { get; } = Guid.CreateVersion7();

    public Guid Engagement => engagement.Id;

    public Guid Complaint => complaint.Id;

    public bool IsAnswered => answers;

    /// <summary>The state that the complaint is left in.</summary>
    public string Ends =>
        end switch
        {
            End.Satisfied => "Satisfied",
            End.Overturned => "Overturned",
            _ => "Closed",
        };

    /// <summary>Everything, in the order of the site.</summary>
    public IEnumerable<StoryStep> Steps => [.. Agreed(), .. Served(), .. Answered(), .. Complained()];

    Guid? Responsible => end == End.ClosedWithoutAnybodyResponsible ? null : escort.Id;

    IEnumerable<StoryStep> Agreed() =>
        [
            new(
                "client",
                Client,
                () => people.Clinic.Receptionist.Post("/api/registration/clients", people.Clinic.ClientBody(Client)),
                () => people.Clinic.Receptionist.Get($"/api/registration/clients/{Client}"),
                seen => seen.Accepted
            ),
            OfLead("inquiry", engagement.Inquire, seen => seen.Accepted),
            OfLead("handover", engagement.HandOver, Has("handedOverAt")),
            OfLead("need", engagement.ConfirmNeed, Has("needConfirmedAt")),
            OfLead("agreement", () => engagement.Sign(), Has("agreedAt")),
            OfLead("assignment", () => engagement.Assign(escort), seen => Has("assignedAt")(seen) && engagement.WasSeenWith(escort)),
            OfEscort("preparation", engagement.Prepare, seen => seen.Accepted && seen["status"].GetString() != "Assigned"),
            OfEscort(
                "appointment-request",
                () => engagement.AskAppointment(people.Clinic.Department),
                seen => seen.Accepted && seen["appointment"].ValueKind == JsonValueKind.Object
            ),
            OfEscort("readiness", engagement.BeReady, Has("readyAt"), awaited: IsBooked),
            OfEscort("reconfirmation", engagement.Reconfirm, Has("reconfirmedAt")),
        ];

    IEnumerable<StoryStep> Served() =>
        [
            OfEscort("start", engagement.Start, Has("startedAt")),
            OfEscort("end", engagement.End, Has("endedAt")),
            OfEscort("fee", engagement.SettleFee, Has("feeSettledAt")),
            OfEscort("report", engagement.Report, Has("reportedAt")),
        ];

    IEnumerable<StoryStep> Answered()
    {
        yield return new("survey", engagement.Id, survey.Known, survey.Known, seen => seen.Accepted, seen => seen.Accepted);
        if (!answers)
            yield break;

        // Whoever did not get to see the link makes another one, which ends the first.
        yield return new("link", survey.Invitation, survey.MakeLink, survey.Known, _ => survey.Token.Length > 0);
        yield return new(
            "answer",
            engagement.Id,
            () => survey.Respond(3, new Dictionary<Guid, int> { [escort.Id] = 4 }),
            () => survey.Form(),
            seen => seen.Refused("link-used")
        );
    }

    IEnumerable<StoryStep> Complained()
    {
        yield return OfComplaint("complaint", () => complaint.File(complainedOf, [escort.Id], Client, engagement: engagement.Id), "Filed");
        yield return OfComplaint("first-answer", complaint.Answer, "FirstResponded");
        yield return OfComplaint("investigator", () => complaint.Appoint(), "Investigating");
        yield return OfComplaint("finding", () => complaint.Determine(Responsible), "CauseFound");
        yield return OfComplaint("proposal", complaint.Propose, "SolutionProposed");
        yield return OfComplaint("result", complaint.TellResult, "ResultCommunicated");
        yield return OfComplaint("satisfaction", complaint.Satisfied, "Satisfied");
        if (end == End.Satisfied)
            yield break;

        if (end == End.ClosedAfterTraining)
        {
            yield return new(
                "special-training",
                complaint.Id,
                () => people.Training.HoldSessionOf(complaint.Id, escort.Id),
                Session,
                seen => Opened(seen) && seen["sessions"][0].GetProperty("status").GetString() == "Held",
                Opened
            );
        }
        yield return OfComplaint("tracking", complaint.Track, "Tracked");
        yield return OfComplaint("closure", () => complaint.Close(Responsible is null ? "Nobody is responsible." : null), "Closed");
        if (end == End.Overturned)
            yield return OfComplaint("overturning", () => complaint.Overturn(), "Overturned");
    }

    StoryStep OfLead(string name, Func<Task<Answer>> act, Func<Answer, bool> happened) =>
        new(name, engagement.Id, act, engagement.Look, happened);

    StoryStep OfEscort(string name, Func<Task<Answer>> act, Func<Answer, bool> happened, Func<Answer, bool>? awaited = null) =>
        new(name, engagement.Id, act, engagement.LookAsEscort, happened, awaited);

    StoryStep OfComplaint(string name, Func<Task<Answer>> act, string state) =>
        new(
            name,
            complaint.Id,
            act,
            complaint.Look,
            seen => seen.Accepted && Array.IndexOf(ComplaintRoad, seen["status"].GetString()) >= Array.IndexOf(ComplaintRoad, state)
        );

    Task<Answer> Session() => people.Training.Trainer.Get($"/api/training/sessions?source={complaint.Id}");

    static bool Opened(Answer seen) => seen.Accepted && seen["sessions"].GetArrayLength() == 1;

    static bool IsBooked(Answer seen) =>
        seen.Accepted
        && seen["appointment"] is { ValueKind: JsonValueKind.Object } appointment
        && appointment.GetProperty("appointmentId").ValueKind == JsonValueKind.String;

    static Func<Answer, bool> Has(string done) => seen => seen.Accepted && seen[done].ValueKind != JsonValueKind.Null;
}
