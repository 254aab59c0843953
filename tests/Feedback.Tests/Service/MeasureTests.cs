using System.Text.Json;
using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Tests.Service;

/// <summary>What is at fault besides people, and what is done about it besides training.</summary>
[Collection(SharedService.Name)]
public sealed class MeasureTests(FeedbackService service)
{
    [Theory]
    [InlineData("Person")]
    [InlineData("Department")]
    [InlineData("Process")]
    [InlineData("Nobody")]
    [Rule("R-047")]
    public async Task A_person_a_department_a_process_or_nobody_is_at_fault_each_named_by_its_own(string kind)
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("Investigating");
        var department = Guid.CreateVersion7();
        Dictionary<string, (Guid? Person, Guid? Department, string? Process)> named = new()
        {
            ["Person"] = (site.Escort, null, null),
            ["Department"] = (null, department, null),
            ["Process"] = (null, null, "The hand-over at noon"),
            ["Nobody"] = (null, null, null),
        };
        foreach (var wrong in named.Keys.Where(other => other != kind))
            await Refused("fault-not-named", () => Find(named[wrong]));

        (await Find(named[kind])).Ok();

        var look = await complaint.Look();
        Assert.Equal(
            (kind, kind != "Nobody", kind == "Person" ? site.Escort : null, kind == "Department" ? department : null),
            (
                look.GetProperty("responsible").GetString(),
                look.GetProperty("upheld").GetBoolean(),
                GuidOf(look, "responsibleId"),
                GuidOf(look, "responsibleDepartmentId")
            )
        );
        Assert.Equal(kind == "Person" ? ["Assigned"] : [], await complaint.Actions());
        (await complaint.Propose()).Ok();

        Task<Answer> Find((Guid? Person, Guid? Department, string? Process) who) =>
            site.Quality.Post(
                $"{complaint.Path}/finding",
                new
                {
                    cause = "Process",
                    severity = "Minor",
                    loss = false,
                    facts = "Nobody was told.",
                    responsible = kind,
                    responsibleId = who.Person,
                    departmentId = who.Department,
                    process = who.Process,
                }
            );
    }

    [Fact]
    [Rule("R-049")]
    public async Task A_process_at_fault_is_improved_by_a_measure_with_an_owner_and_a_time_and_then_closed()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("Investigating");
        await Refused("complaint-step-out-of-order", () => complaint.Measure(site.Desk.Id));
        (await complaint.Find(null, cause: "WaitingTime")).Ok();
        await complaint.Until("Tracked");
        Assert.Equal("improvement-missing", (await complaint.Close()).Code);
        await Refused("training-reports", () => complaint.Measure(site.Desk.Id, kind: "Training"));
        await Refused("measure-due-in-past", () => complaint.Measure(site.Desk.Id, within: TimeSpan.FromMinutes(-1)));
        await Refused("employee-not-known", () => complaint.Measure(Guid.CreateVersion7()));
        var measure = Guid.CreateVersion7();

        (await complaint.Measure(site.Desk.Id, measure)).Ok();
        await Refused("id-taken", () => complaint.Measure(site.Agent.Id, measure));
        (await complaint.Close()).Ok();

        Assert.Equal(
            ("Process", "Assigned", site.Desk.Id, false),
            await Line(
                site,
                measure,
                line => (Text(line, "kind"), Text(line, "status"), GuidOf(line, "responsibleId"), line.GetProperty("overdue").GetBoolean())
            )
        );
        var done = $"{complaint.Path}/measures/{measure}/completion";
        var first = (await site.Manager.Post(done, new { evidence = "The rota." })).Ok();
        Assert.Equal(first.Text, (await site.Manager.Post(done, new { evidence = "The rota." })).Ok().Text);
        await Refused("measure-over", () => site.Manager.Post(done, new { evidence = "Another." }));
        await Refused(
            "measure-over",
            () => site.Manager.Post($"{complaint.Path}/measures/{measure}/owner", new { ownerId = site.Agent.Id })
        );
        Assert.Equal("Implemented", await Line(site, measure, line => Text(line, "status")));
        Assert.Equal(1, await site.Facts(complaint.Case, "ImprovementActionAssigned"));
        Assert.Equal(1, await site.Facts(complaint.Case, "ImprovementActionImplemented"));
    }

    [Fact]
    [Rule("R-049")]
    public async Task A_measure_is_handed_over_by_the_manager_and_not_by_or_to_just_anybody()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var complaint = await (await site.Filed()).Until("CauseFound");
        var measure = Guid.CreateVersion7();
        (await complaint.Measure(site.Desk.Id, measure)).Ok();
        var path = $"{complaint.Path}/measures/{measure}";
        var training = (await complaint.Look())
            .GetProperty("actions")
            .EnumerateArray()
            .Single(action => Text(action, "kind") == "Training");
        foreach (
            var (act, body) in new (string, object)[] { ("owner", new { ownerId = site.Agent.Id }), ("completion", new { evidence = "x" }) }
        )
        {
            await Refused("forbidden", () => site.Agent.Post($"{path}/{act}", body));
            await Refused("not-found", () => elsewhere.Manager.Post($"{path}/{act}", body));
            await Refused("not-found", () => site.Manager.Post($"{complaint.Path}/measures/{Guid.CreateVersion7()}/{act}", body));
            await Refused("bad-request", () => site.Manager.Post($"{path}/{act}", new { unknown = 1 }));
            await Refused("training-reports", () => site.Manager.Post($"{complaint.Path}/measures/{GuidOf(training, "id")}/{act}", body));
            await Refused(
                "concerned-person",
                () => service.As(site.Escort, (site.Branch, ["complaints.decide"])).Post($"{path}/{act}", body)
            );
        }
        await Refused("employee-not-known", () => site.Manager.Post($"{path}/owner", new { ownerId = Guid.CreateVersion7() }));
        await Refused("forbidden", () => site.Desk.Post($"{complaint.Path}/measures", new { }));

        (await site.Manager.Post($"{path}/owner", new { ownerId = site.Agent.Id })).Ok();
        (await site.Manager.Post($"{path}/owner", new { ownerId = site.Agent.Id })).Ok();

        Assert.Equal(site.Agent.Id, await Line(site, measure, line => GuidOf(line, "responsibleId")));
        Assert.Single((await complaint.Look()).GetProperty("steps").EnumerateArray(), step => Text(step, "kind") == "MeasureHandedOver");
    }

    [Fact]
    [Rule("R-049")]
    public async Task An_overturning_takes_back_the_training_of_the_person_and_leaves_what_is_done_about_the_process()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("CauseFound");
        (await complaint.Measure(site.Escort)).Ok();
        await complaint.Until("Closed");

        (await complaint.Overturn()).Ok();

        Assert.Equal(["Cancelled", "Assigned"], await complaint.Actions());
    }

    [Theory]
    [InlineData("QuarrelWithClient")]
    [InlineData("ForcedTreatment")]
    [Rule("R-085", "R-078")]
    public async Task Quarrels_and_forced_treatments_are_found_as_categories_of_their_own(string cause)
    {
        var site = await service.OpenSite();
        var (of, other) = (await (await site.Filed()).Until("Investigating"), await (await site.Filed()).Until("CauseFound"));
        if (cause == "QuarrelWithClient")
            await Refused("quarrel-names-nobody", () => of.Find(null, cause: cause));
        (await of.Find(site.Escort, cause: cause)).Ok();

        Assert.Equal([of.Id], await Listed(cause));
        Assert.Equal([other.Id], await Listed("ServiceAttitude"));

        async Task<Guid?[]> Listed(string of) =>
            [
                .. (await site.Manager.Get($"/complaints?branch={site.Branch}&cause={of}"))
                    .Ok()
                    .Body.EnumerateArray()
                    .Select(line => GuidOf(line, "id")),
            ];
    }

    [Fact]
    [Rule("R-088", "R-335")]
    public async Task The_result_is_told_with_its_explanation_and_not_without_the_opinion_of_the_client()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("SolutionProposed");
        await Refused("opinion-missing", () => site.Agent.Post($"{complaint.Path}/result", new { words = "We apologise." }));
        await Refused("bad-request", () => site.Agent.Post($"{complaint.Path}/result", new { words = "We apologise.", reaction = " " }));

        (await site.Agent.Post($"{complaint.Path}/result", new { words = "The desk was empty.", reaction = "Understands." })).Ok();

        var told = (await complaint.Look()).GetProperty("steps").EnumerateArray().Single(step => Text(step, "kind") == "ResultTold");
        Assert.Equal(
            ("The desk was empty.", "Understands."),
            (Text(told.GetProperty("content"), "words"), Text(told.GetProperty("content"), "reaction"))
        );
    }

    [Theory]
    [InlineData(Post.Receptionist)]
    [InlineData(Post.TriageOfficer)]
    [InlineData(Post.Cashier)]
    [InlineData(Post.Guide)]
    [Rule("R-207", "R-347")]
    public async Task Whoever_has_no_right_but_to_take_complaints_takes_one_with_the_first_comfort_and_it_is_reported(Post post)
    {
        var site = await service.OpenSite();
        var taker = service.As(await service.Hire(site.Branch, post), (site.Branch, ["complaints.file"]));
        var filing = site.Filing();

        (await taker.Post("/complaints", filing)).Ok();

        var look = (await site.Manager.Get($"/complaints/{filing["id"]}")).Ok().Body;
        Assert.Equal("BranchManager", Text(look.GetProperty("notices")[0], "told"));
        Assert.Equal("We are sorry.", Text(look.GetProperty("steps")[0].GetProperty("content"), "comfort"));
        Assert.Single((await taker.Get("/complaints/mine")).Ok().Body.EnumerateArray());
    }

    static async Task<T> Line<T>(TestSite site, Guid measure, Func<JsonElement, T> read) =>
        read(
            (await site.Manager.Get($"/complaints/measures?branch={site.Branch}"))
                .Ok()
                .Body.EnumerateArray()
                .Single(line => line.GetProperty("id").GetGuid() == measure)
        );

    static string? Text(JsonElement of, string member) => of.GetProperty(member).GetString();

    static Guid? GuidOf(JsonElement of, string member) =>
        of.GetProperty(member) is { ValueKind: JsonValueKind.String } id ? id.GetGuid() : null;

    async Task Refused(string code, Func<Task<Answer>> act)
    {
        var before = await service.Fingerprint();
        Assert.Equal(code, (await act()).Code);
        Assert.Equal(before, await service.Fingerprint());
    }
}
