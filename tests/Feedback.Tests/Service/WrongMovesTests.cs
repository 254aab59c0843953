namespace Clinic.Feedback.Tests.Service;

[Collection(SharedService.Name)]
public sealed class WrongMovesTests(FeedbackService service)
{
    [Fact]
    public async Task A_read_refuses_a_parameter_it_does_not_know_and_a_number_for_a_word() =>
        Assert.Equal([], await EveryQuestion.NotRefused(service));

    [Fact]
    public async Task A_day_that_no_clinic_has_is_refused_wherever_one_is_taken() => Assert.Equal([], await EveryDay.NotRefused(service));

    static readonly Dictionary<string, (string Permission, string From)> Acts = new()
    {
        ["first-answer"] = ("complaints.handle", "Reported"),
        ["investigator"] = ("complaints.decide", "FirstResponded"),
        ["finding"] = ("complaints.investigate", "Investigating"),
        ["proposal"] = ("complaints.decide", "CauseFound"),
        ["result"] = ("complaints.handle", "SolutionProposed"),
        ["dissatisfaction"] = ("complaints.handle", "ResultCommunicated"),
        ["satisfaction"] = ("complaints.handle", "ResultCommunicated"),
        ["tracking"] = ("complaints.handle", "Satisfied"),
        ["closure"] = ("complaints.decide", "Tracked"),
        ["unsatisfied-closure"] = ("complaints.close-unsatisfied", "ResultCommunicated"),
        ["reopening"] = ("complaints.handle", "Closed"),
        ["withdrawal"] = ("complaints.handle", "Reported"),
        ["overturning"] = ("complaints.overturn", "Closed"),
    };

    public static TheoryData<string> EveryAct => [.. Acts.Keys];

    [Theory]
    [MemberData(nameof(EveryAct))]
    public async Task An_act_is_taken_by_whose_it_is_at_its_turn_once_and_changes_nothing_otherwise(string act)
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var complaint = await site.Filed();
        var (permission, from) = Acts[act];
        var body = act == "investigator" ? new { investigatorId = site.Quality.Id } : CaseSteps.Words[act];
        // The road begins with filing, so that every act but the first ones is too early here.
        if (from != "Reported")
            await Refused("complaint-step-out-of-order", async () => await Act(site.As(permission)));
        await complaint.Until(from);
        var person = act == "finding" ? site.Quality : site.As(permission);

        await Refused("forbidden", () => Act(site.As([.. TestSite.Everything.Where(other => other != permission)])));
        await Refused("not-found", () => Act(elsewhere.As(permission)));
        await Refused("not-found", () => person.Post($"/complaints/{Guid.CreateVersion7()}/{act}", body));
        await Refused("bad-request", () => person.Post($"{complaint.Path}/{act}", new { unknown = 1 }));
        await Refused(
            "concerned-person",
            async () =>
                await service.As(site.Escort, (site.Branch, [permission])).Post($"{complaint.Path}/{act}", body, await complaint.ETag())
        );

        var first = (await Act(person)).Ok();
        await Unchanged(async () => Assert.Equal(first.Text, (await Act(person)).Ok().Text));

        async Task<Answer> Act(Person by) => await by.Post($"{complaint.Path}/{act}", body, await complaint.ETag());
    }

    [Theory]
    [InlineData("investigator", "Reported", "FirstResponded")]
    [InlineData("overturning", "Tracked", "Closed")]
    [InlineData("unsatisfied-closure", "SolutionProposed", "ResultCommunicated")]
    public async Task An_edit_without_a_version_or_on_an_old_one_is_refused(string act, string before, string from)
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until(before);
        var old = await complaint.ETag();
        await complaint.Until(from);
        var body = act == "investigator" ? new { investigatorId = site.Quality.Id } : CaseSteps.Words[act];
        var person = act == "investigator" ? site.Manager : site.Director;

        await Refused("if-match-required", () => person.Post($"{complaint.Path}/{act}", body));
        await Refused("stale", () => person.Post($"{complaint.Path}/{act}", body, old));
        (await person.Post($"{complaint.Path}/{act}", body, await complaint.ETag())).Ok();
    }

    [Fact]
    public async Task Words_are_read_by_those_who_handle_it_and_every_reading_is_audited()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var complaint = await site.Filed();
        await Refused("forbidden", () => site.As([.. TestSite.Everything.Except(["complaints.investigate"])]).Get(complaint.Path));
        await Refused("not-found", () => site.Desk.Get(complaint.Path));
        await Refused("not-found", () => elsewhere.Agent.Get(complaint.Path));
        await Refused("not-found", () => elsewhere.Agent.Get($"/complaints?branch={site.Branch}"));

        var read = (await site.Agent.Get(complaint.Path)).Ok();

        Assert.Contains("Zhang Wei", read.Text, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await service.Database.Count($"audit WHERE record_id = '{complaint.Id}' AND kind = 'read' AND actor = 'person:{site.Agent.Id}'")
        );
        Assert.DoesNotContain("Zhang Wei", (await site.Agent.Get($"/complaints?branch={site.Branch}")).Ok().Text, StringComparison.Ordinal);
        Assert.Equal(0, await service.Database.Count("trail WHERE trail::text LIKE '%Zhang%' OR trail::text LIKE '%rude%'"));
        Assert.Equal(0, await service.Database.Count("audit WHERE audit::text LIKE '%Zhang%' OR audit::text LIKE '%rude%'"));
    }

    [Fact]
    public async Task Whoever_took_complaints_down_sees_what_became_of_them_and_of_no_others()
    {
        var site = await service.OpenSite();
        var complaint = await site.Filed();
        var filing = site.Filing();
        (await site.Manager.Post("/complaints", filing)).Ok();

        var mine = (await site.Desk.Get("/complaints/mine")).Ok();

        Assert.Equal(complaint.Id, Assert.Single(mine.Body.EnumerateArray()).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Of_ten_who_take_a_step_at_once_one_does()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("ResultCommunicated");

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(number => site.Agent.Post($"{complaint.Path}/dissatisfaction", new { reason = $"Not enough {number}." }))
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(answers.Where(answer => !answer.Accepted), answer => Assert.Equal("complaint-step-out-of-order", answer.Code));
        Assert.Equal(1, await site.Facts(complaint.Case, "ComplaintRenegotiated"));
    }

    Task Refused(string code, Func<Task<Answer>> act) => Unchanged(async () => Assert.Equal(code, (await act()).Code));

    async Task Unchanged(Func<Task> act)
    {
        var before = await service.Fingerprint();
        await act();
        Assert.Equal(before, await service.Fingerprint());
    }
}
