using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

[Collection(OnePlatform.Name)]
public sealed class WrongMovesOfTheStory(RunningPlatform platform)
{
    const string Place = "12 Garden Road, front door";

    PlatformClient Platform => platform.Group.Platform;

    [Fact]
    public async Task On_every_step_of_an_engagement_and_its_survey_each_wrong_move_is_refused_with_its_code_and_changes_nothing()
    {
        var cast = await InvalidRequestCast.Hire(platform.Group, withClinic: true);
        var (client, id, starts) = (await cast.Clinic!.NewClient(), Guid.CreateVersion7(), WholeMinute(Platform.Now.AddHours(20)));
        await cast.Training.Qualify(cast.Escort);
        await cast.TestSite.Until(cast.Escort.Id, "Active");
        await EscortKnowsThePeople(cast, client, starts);

        var of = $"/api/escort/engagements/{id}";
        WrongMovesAround around = new(
            async () => await WrongMovesAround.Seen(cast.TestSite.Lead.Get(of)) + await cast.Facts("escort", id),
            async () => (await cast.TestSite.Lead.Get(of)).ETag
        );
        await around.Walk(EngagementMoves(cast, client, id, starts));
        await new EffectsOfCase(platform.Stack, id).AreThereOnce(cast.Manager);

        var survey = await new SurveyStory(Platform, cast.TestSite.Agent, cast.Company.Id, id).Appears();
        await TheLinkIsForOneAnswerInItsTime(cast, survey, id);
        await new EffectsOfCase(platform.Stack, id).AreThereOnce(cast.Manager);
    }

    [Fact]
    public async Task On_every_step_to_a_certificate_and_an_assessment_each_wrong_move_is_refused_with_its_code_and_changes_nothing()
    {
        var cast = await InvalidRequestCast.Hire(platform.Group);
        await Eventually.Sees(() => cast.Training.Onboarding(cast.Escort.Id), answer => answer.Accepted);
        await Eventually.Sees(() => cast.SecondTrainer.Get($"/api/training/people/{cast.Trainer.Id}/record"), answer => answer.Accepted);
        var (session, exam, later, own) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        WrongMovesAround around = new(
            async () =>
                string.Join(
                    '\n',
                    await WrongMovesAround.Seen(cast.Training.Onboarding(cast.Escort.Id)),
                    await WrongMovesAround.Seen(cast.Training.Record(cast.Escort.Id)),
                    await WrongMovesAround.Seen(cast.Training.Record(cast.Trainer.Id)),
                    await WrongMovesAround.Seen(cast.Trainer.Get($"/api/training/sessions?branch={cast.Company.Id}")),
                    await WrongMovesAround.Seen(cast.Trainer.Get($"/api/training/certificates?branch={cast.Company.Id}")),
                    await cast.Facts("training", session),
                    await cast.Facts("training", exam),
                    await cast.Facts("training", later),
                    await cast.Facts("training", cast.Escort.Id)
                ),
            async () => (await cast.Trainer.Get($"/api/training/sessions/{session}")).ETag
        );
        await around.Walk(TrainingMoves.Steps(cast, session, exam, later));

        (
            await cast.SecondTrainer.Post(
                "/api/training/assessments",
                TrainingMoves.Exam(own, cast.Trainer.Id, "Combined", Platform.Now.AddDays(-1))
            )
        ).Ok();
        await around.Refuse("grading oneself", () => cast.Training.GradeTheory(own, 100), "own-exam");
        (await cast.SecondTrainer.Post($"/api/training/assessments/{own}/theory", new { score = 90 })).Ok();
        await around.Refuse("grading the own practice", () => cast.Training.GradePractical(own, 100), "own-exam");
    }

    static IReadOnlyList<RightMove> EngagementMoves(InvalidRequestCast cast, Guid client, Guid id, DateTimeOffset starts)
    {
        var (agent, lead, escort, clinic) = (cast.TestSite.Agent, cast.TestSite.Lead, cast.Escort, cast.Clinic!);
        var agreement = Agreement(referrer: null);
        return
        [
            new(
                "inquiry",
                agent,
                "escort/engagements",
                new
                {
                    id,
                    branchId = cast.Company.Id,
                    channel = "Phone",
                    clientName = "Client",
                    phone = "13800138000",
                    need = "company",
                }
            )
            {
                Elsewhere = cast.Other.Agent,
                Unentitled = escort,
                TwoAhead = "not-found",
            },
            Of(agent, "handover", new { leadId = lead.Id }) with
            {
                Otherwise = (new { leadId = agent.Id }, "already-recorded"),
            },
            Of(lead, "need", Need(starts)) with
            {
                // Of the client Escort hears by event; from then on it is the time that is wrong.
                Before = () =>
                    Eventually.Is(async () => (await Matched(lead, "need", Need(starts.AddDays(-9)))).Refused("times-impossible")),
                Matched = true,
            },
            Of(lead, "agreement", agreement) with
            {
                Matched = true,
                TwoAhead = "not-found",
                Otherwise = (Agreement(escort.Id), "already-recorded"),
                Wrong = [("crediting oneself", () => Matched(lead, "agreement", Agreement(lead.Id)), "own-referral")],
            },
            Of(lead, "assignment", new { escortId = escort.Id }) with
            {
                Matched = true,
                TwoAhead = "not-found",
                Wrong =
                [
                    ("the uncertified", () => Matched(lead, "assignment", new { escortId = cast.OtherEscort.Id }), "escort-not-eligible"),
                ],
            },
            Of(
                escort,
                "preparation",
                new
                {
                    basics = "lives alone",
                    careNeeds = "a stick",
                    history = "heart",
                }
            ) with
            {
                Otherwise = (
                    new
                    {
                        basics = "x",
                        careNeeds = "y",
                        history = "z",
                    },
                    "already-recorded"
                ),
            },
            Of(escort, "appointment-request", new { departmentId = clinic.Department, wishedFrom = starts }) with
            {
                Wrong =
                [
                    (
                        "ready without appointment",
                        () => escort.Post($"/api/escort/engagements/{id}/readiness", Ready),
                        "appointment-missing"
                    ),
                    .. Another("appointment-request"),
                ],
                Follows = () =>
                    Eventually.Is(async () =>
                        (await lead.Get($"/api/escort/engagements/{id}")).Ok()["appointment"].GetProperty("appointmentId").ValueKind
                        == System.Text.Json.JsonValueKind.String
                    ),
            },
            Of(escort, "readiness", Ready),
            Of(escort, "reconfirmation", new { startsAt = starts, place = Place }) with
            {
                Wrong =
                [
                    (
                        "another place",
                        () => escort.Post($"/api/escort/engagements/{id}/reconfirmation", new { startsAt = starts, place = "elsewhere" }),
                        "reconfirmation-differs"
                    ),
                ],
            },
            Of(escort, "start", new { place = Place }) with
            {
                Before = () => cast.Until(starts),
                Wrong = [.. Another("start")],
            },
            Of(
                escort,
                "end",
                new
                {
                    documentsInOrder = true,
                    cautionsExplained = true,
                    cautions = "rest",
                }
            ) with
            {
                Wrong =
                [
                    (
                        "papers missing",
                        () =>
                            escort.Post(
                                $"/api/escort/engagements/{id}/end",
                                new
                                {
                                    documentsInOrder = false,
                                    cautionsExplained = true,
                                    cautions = "rest",
                                }
                            ),
                        "closing-incomplete"
                    ),
                ],
            },
            Of(
                escort,
                "fee",
                new
                {
                    amount = 300.00m,
                    currency = "CNY",
                    method = "WeChat",
                }
            ) with
            {
                Wrong =
                [
                    (
                        "another fee",
                        () =>
                            escort.Post(
                                $"/api/escort/engagements/{id}/fee",
                                new
                                {
                                    amount = 1.00m,
                                    currency = "CNY",
                                    method = "Cash",
                                }
                            ),
                        "fee-differs"
                    ),
                    .. Another("fee"),
                ],
                Otherwise = (
                    new
                    {
                        amount = 300.00m,
                        currency = "CNY",
                        method = "Cash",
                    },
                    "already-recorded"
                ),
            },
            Of(escort, "report", new { summary = "brought home" }) with
            {
                Otherwise = (new { summary = "something else" }, "already-recorded"),
            },
            Of(
                escort,
                "follow-up",
                new
                {
                    kind = "Praise",
                    words = "kind",
                    score = 95,
                }
            ),
            Of(escort, "archive", new { reference = $"2026/{id.ToString()[^6..]}" }),
        ];

        RightMove Of(Member by, string step, object body) =>
            new(step, by, $"escort/engagements/{id}/{step}", body)
            {
                Elsewhere =
                    by == agent ? cast.Other.Agent
                    : by == lead ? cast.Other.Lead
                    : cast.OtherBranchEscort,
                Unentitled = cast.Clerk,
                TwoAhead = "engagement-step-out-of-order",
            };
        IEnumerable<(string, Func<Task<Answer>>, string)> Another(string step) =>
            [
                (
                    "an escort who does not have it",
                    () => cast.OtherEscort.Post($"/api/escort/engagements/{id}/{step}", Body(step)),
                    "not-found"
                ),
            ];
        async Task<Answer> Matched(Member by, string step, object body) =>
            await by.Post($"/api/escort/engagements/{id}/{step}", body, (await lead.Get($"/api/escort/engagements/{id}")).ETag);
        object Need(DateTimeOffset from) =>
            new
            {
                clientId = client,
                clinicBranchId = clinic.Id,
                content = "company from door to door",
                startsAt = from,
                endsAt = from.AddHours(3),
                place = Place,
                priceTold = 300.00m,
                currency = "CNY",
            };
        object Agreement(Guid? referrer) =>
            new
            {
                content = "door to door",
                startsAt = starts,
                endsAt = starts.AddHours(3),
                place = Place,
                fee = 300.00m,
                currency = "CNY",
                clientSigned = true,
                referrerId = referrer,
            };
        object Body(string step) =>
            step switch
            {
                "start" => new { place = Place },
                "fee" => new
                {
                    amount = 300.00m,
                    currency = "CNY",
                    method = "WeChat",
                },
                _ => new { departmentId = clinic.Department, wishedFrom = starts },
            };
    }

    static object Ready => new { hospital = "one site", route = "gate 1" };

    // The old link is dead once there is a new one, each in its time and for one answer, however many come at once.
    async Task TheLinkIsForOneAnswerInItsTime(InvalidRequestCast cast, SurveyStory survey, Guid engagement)
    {
        var stars = new Dictionary<Guid, int> { [cast.Escort.Id] = 5 };
        var link = $"/api/feedback/invitations/{survey.Invitation}/link";
        WrongMovesAround around = new(
            async () =>
                string.Join(
                    '\n',
                    await WrongMovesAround.Seen(cast.TestSite.Agent.Get($"/api/feedback/invitations?branch={cast.Company.Id}")),
                    await WrongMovesAround.Seen(cast.Manager.Get($"/api/feedback/survey-answers?branch={cast.Company.Id}")),
                    await cast.Facts("feedback", engagement)
                ),
            () => Task.FromResult<string?>(null)
        );
        await around.Refuse("a link by another branch", () => cast.Other.Agent.Post(link), "not-found");
        await around.Refuse("a link without permission", () => cast.Clerk.Post(link), "forbidden");
        await around.Refuse("closing before anybody was reached", survey.CloseFollowUp, "nobody-reached-yet");

        (await survey.MakeLink()).Ok();
        var replaced = survey.Token;
        (await survey.MakeLink()).Ok();
        await around.Refuse("a link that was replaced", () => survey.Respond(5, stars, token: replaced), "link-expired");
        await around.Refuse("a link nobody made", () => survey.Respond(5, stars, token: new string('x', 43)), "link-unknown");
        await around.Refuse("the form of a link nobody made", () => survey.Form(new string('x', 43)), "link-unknown");
        await around.Refuse(
            "stars for somebody who did not serve",
            () => survey.Respond(5, new Dictionary<Guid, int> { [cast.Trainer.Id] = 5 }),
            "did-not-serve"
        );

        await cast.Until(Platform.Now.AddDays(14).AddMinutes(1));
        await around.Refuse("an expired link", () => survey.Respond(5, stars), "link-expired");
        await around.Refuse("the form of an expired link", () => survey.Form(), "link-expired");

        (await survey.MakeLink()).Ok();
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(_ => survey.Respond(5, stars)));
        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(answers.Where(answer => !answer.Accepted), late => Assert.Equal("link-used", late.Code));
        await around.Refuse("a used link", () => survey.Respond(1, stars), "link-used");
        await around.Refuse("the form of a used link", () => survey.Form(), "link-used");
        await around.Refuse("a link after the answer", survey.MakeLink, "invitation-answered");
    }

    static async Task EscortKnowsThePeople(InvalidRequestCast cast, Guid client, DateTimeOffset starts)
    {
        var first = cast.TestSite.Calls(client, null, starts);
        foreach (var (_, act) in first.Opening.Take(2))
            (await act()).Ok();
        await Eventually.Sees(() => cast.TestSite.LookAt(cast.OtherEscort.Id), answer => answer.Accepted);
    }

    static DateTimeOffset WholeMinute(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));
}
