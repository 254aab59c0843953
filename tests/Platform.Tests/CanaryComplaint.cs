using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>What the client says afterwards, and what becomes of the escort.</summary>
sealed partial class CanaryStory
{
    async Task Ask()
    {
        Survey = await new SurveyStory(group.Platform, Agent, Branch.Id, Engagement.Id).Appears();
        (await Survey.MakeLink()).Ok();
        (await Survey.Respond(2, new Dictionary<Guid, int> { [Escort.Id] = 2 }, Written.Survey.Words)).Ok();
        SurveyAnswer = (await Agent.Get($"/api/feedback/survey-answers?branch={Branch.Id}")).Ok().Body[0].GetProperty("id").GetGuid();
        await Does(
            Agent,
            $"feedback/follow-ups/{Survey.FollowUp}/attempts",
            new
            {
                id = Guid.CreateVersion7(),
                reached = true,
                recovery = Written.Recovery.Words,
                questions = Written.CallQuestion.Words,
                satisfied = false,
                opinion = Written.CallOpinion.Words,
            }
        );
    }

    async Task Complain()
    {
        var (complaint, measure) = ($"feedback/complaints/{Complaint}", Guid.CreateVersion7());
        await Does(
            Desk,
            "feedback/complaints",
            new
            {
                id = Complaint,
                branchId = Branch.Id,
                clientName = Written.Complainer.Words,
                contact = Written.Contact.Words,
                matter = Written.Matter.Words,
                happenedAt = group.Platform.Now.AddMinutes(-1),
                channel = "Phone",
                kind = "NonMedical",
                clientId = Client,
                engagementId = Engagement.Id,
                accusedIds = new[] { Escort.Id },
                comfort = Written.Comfort.Words,
            }
        );
        await Does(Agent, $"{complaint}/first-answer", new { words = Written.FirstAnswer.Words });
        var investigator = this["QualityOfficer"];
        (
            await Manager.Post(
                $"/api/{complaint}/investigator",
                new { investigatorId = investigator.Id },
                (await Agent.Get($"/api/{complaint}")).Ok().ETag
            )
        ).Ok();
        await Does(
            investigator,
            $"{complaint}/finding",
            new
            {
                cause = "ServiceAttitude",
                severity = "Minor",
                loss = false,
                facts = Written.Facts.Words,
                responsibleId = Escort.Id,
            }
        );
        await Does(Manager, $"{complaint}/proposal", new { plan = Written.Remedy.Words, opinion = Written.Opinion.Words });
        await Does(Agent, $"{complaint}/result", new { words = Written.Result.Words, reaction = Written.ResultReaction.Words });
        await Does(
            Manager,
            $"{complaint}/measures",
            new
            {
                id = measure,
                kind = "Process",
                ownerId = Desk.Id,
                dueAt = group.Platform.Now.AddDays(7),
                words = Written.Measure.Words,
            }
        );
        await Does(Manager, $"{complaint}/measures/{measure}/completion", new { evidence = Written.Evidence.Words });
        await Does(Agent, $"{complaint}/satisfaction", new { score = 80, words = Written.SatisfiedWords.Words });
        await Does(Agent, $"{complaint}/tracking", new { findings = Written.Tracked.Words });
        await Does(Manager, $"{complaint}/closure", new { summary = Written.Closing.Words, preventiveMeasure = Written.Preventive.Words });
    }

    async Task Punish()
    {
        await Does(
            this["EscortLead"],
            "payroll/discipline-cases",
            new
            {
                id = Case,
                employeeId = Escort.Id,
                ruleCode = "left-the-client-alone",
                loss = "Client",
                severity = "Minor",
                account = Written.Account.Words,
            }
        );
        DisciplineStory discipline = new(Manager, Hr, Case);
        await Does(Manager, $"payroll/discipline-cases/{Case}/hearing", new { statement = Written.Statement.Words });
        (
            await Manager.Post(
                $"/api/payroll/discipline-cases/{Case}/decision",
                new { kind = "Warning", reason = Written.DecisionReason.Words },
                (await discipline.Look()).Ok().ETag
            )
        ).Ok();
        (await discipline.Execute()).Ok();
    }

    // What is read by others was told to them by events.
    async Task IsHeard()
    {
        SpecialSession = (await new TrainingStory(Branch, this["Trainer"]).SessionOf(Complaint)).GetProperty("id").GetGuid();
        await DisciplineStory.Opened(Manager, Hr, Escort.Id, "Complaint");
        foreach (var list in new[] { "complaints", "ratings" })
            await Eventually.Sees(
                () => this["EscortLead"].Get($"/api/escort/escorts/{list}?branch={Branch.Id}"),
                answer => answer.Ok()["items"].GetArrayLength() > 0
            );
        foreach (var asks in new[] { Escort, Agent })
            await Eventually.Sees(
                () => asks.Post("/api/registration/clients/names", new { ids = new[] { Client }, purpose = "Escort" }),
                answer => answer.Ok().Text.Contains(Written.ClientName.Read, StringComparison.Ordinal)
            );
        // The investigator has found what there was to be found.
        await Eventually.Sees(
            () => this["QualityOfficer"].Post("/api/registration/clients/names", new { ids = new[] { Client }, purpose = "Complaint" }),
            answer => !answer.Ok().Text.Contains(Written.ClientName.Read, StringComparison.Ordinal)
        );
    }

    static async Task Does(Member by, string act, object body) => (await by.Post($"/api/{act}", body)).Ok();
}
