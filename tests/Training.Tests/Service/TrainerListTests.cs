using System.Globalization;
using System.Text.Json;
using Clinic.Payroll.Contracts;

namespace Clinic.Training.Tests.Service;

/// <summary>What trainers, managers and HR read to know whom to see next.</summary>
[Collection(SharedService.Name)]
public sealed class TrainerListTests(TrainingService training)
{
    [Fact]
    public async Task A_trainer_sees_the_people_of_the_own_branch_with_their_posts_and_newcomers_alone()
    {
        var (site, other) = (training.OpenSite(), training.OpenSite());
        var (newcomer, lead, gone) = (await site.Hire(), await site.Hire(Post.EscortLead), await site.Hire(Post.Guide));
        await other.Hire();
        await training.Tells(new EmployeeLeft(gone, site.Id, "resigned", site.Now, 2), gone, TrainingService.LeftQueue);
        await site.Failed(lead);

        var people = (await site.Trainer.Get("/people")).Ok()["items"].EnumerateArray().ToList();

        Assert.Equal(
            [(newcomer, "Escort", "Running", 0), (lead, "EscortLead", "-", 1), (gone, "Guide", "Withdrawn", 0)],
            people.Select(line => (Id(line), Text(line, "post"), Text(line, "onboarding"), line.GetProperty("failuresInRow").GetInt32()))
        );
        Assert.Equal([newcomer], await Ids(site.Trainer, "/people?newcomer=true"));
        Assert.Equal([newcomer, lead], await Ids(site.Trainer, "/people?left=false"));
        Assert.Equal([gone], await Ids(site.Trainer, "/people?left=true"));
        Assert.Equal([lead, gone], await Ids(site.Trainer, "/people?post=EscortLead&post=Guide"));
        Assert.Equal([newcomer, lead, gone], await Pages(site.Trainer, "/people?limit=1"));
        Assert.Equal([], await Ids(site.Trainer, $"/people?branch={other.Id}"));
        await Refuses(site, "/people", "post=Nobody", "post=1", "newcomer=perhaps", "branch=here");
    }

    [Fact]
    [Rule("R-029")]
    public async Task Who_is_where_in_onboarding_is_listed_by_state_and_by_what_is_due()
    {
        var (site, other) = (training.OpenSite(), training.OpenSite());
        var ready = await site.ReadyForExam();
        var desk = await site.Hire(Post.Receptionist);
        await other.Hire();

        Assert.Equal([ready, desk], await People("/onboarding"));
        Assert.Equal([ready], await People("/onboarding?status=ReadyForExam&status=Completed"));
        Assert.Equal([ready], await People($"/onboarding?dueBy={At(site.Now)}"));
        // Seven days are asked of people of a desk.
        Assert.Equal([ready, desk], await People($"/onboarding?dueBy={At(site.Now.AddDays(8))}"));
        Assert.Equal([desk], await People($"/onboarding?employee={desk}"));
        Assert.Equal([], await People($"/onboarding?branch={other.Id}"));
        var line = (await site.Trainer.Get($"/onboarding?employee={ready}")).Ok()["items"][0];
        Assert.Equal(("Escort", "escort", "theory practical"), (Text(line, "post"), Text(line, "pathCode"), Lacks(line)));
        var first = (await site.Trainer.Get("/onboarding?limit=1")).Ok();
        Assert.Equal([desk], await People($"/onboarding?limit=1&after={first["next"].GetGuid()}"));
        await Refuses(site, "/onboarding", "status=Lost", "status=1", "dueBy=soon");

        async Task<List<Guid>> People(string path) => await Ids(site.Trainer, path, "employeeId");

        static string Lacks(JsonElement line) =>
            string.Join(' ', line.GetProperty("lacks").EnumerateArray().Select(code => code.GetString()));
    }

    [Fact]
    public async Task Assessments_are_listed_by_how_they_stand_by_person_and_by_time()
    {
        var (site, other) = (training.OpenSite(), training.OpenSite());
        var (first, second) = (await site.Hire(Post.EscortLead), await site.Hire(Post.EscortLead));
        var failed = await site.Failed(first);
        var begun = await site.Schedule(first);
        (await site.Theory(begun)).Ok();
        var passed = await site.Assess(second);
        await other.Failed(await other.Hire(Post.EscortLead));

        Assert.Equal([failed, begun, passed], await Ids(site.Trainer, "/assessments"));
        Assert.Equal([failed], await Ids(site.Trainer, "/assessments?status=Failed"));
        Assert.Equal([begun], await Ids(site.Trainer, "/assessments?status=Scheduled&status=TheoryTaken"));
        Assert.Equal([passed], await Ids(site.Trainer, $"/assessments?employee={second}"));
        Assert.Equal([], await Ids(site.Trainer, $"/assessments?from={At(site.Now.AddDays(1))}"));
        Assert.Equal([failed, begun, passed], await Ids(site.Trainer, $"/assessments?to={At(site.Now.AddDays(1))}"));
        Assert.Equal([], await Ids(site.Trainer, "/assessments?kind=Onboarding&kind=Resit"));
        Assert.Equal([], await Ids(site.Trainer, $"/assessments?branch={other.Id}"));
        Assert.Equal([failed, begun, passed], await Pages(site.Trainer, "/assessments?limit=1"));
        var line = (await site.Trainer.Get("/assessments?status=TheoryTaken")).Ok()["items"][0];
        Assert.Equal(("practical", true), (Text(line, "nextStep"), line.GetProperty("overdue").GetBoolean()));
        await Refuses(site, "/assessments", "status=Lost", "kind=1", "limit=0", "from=yesterday");
        Assert.True((await site.Trainer.Get($"/assessments?from={At(site.Now)}&to={At(site.Now.AddDays(-1))}")).Refused("time-turned"));
    }

    [Fact]
    [Rule("R-008")]
    public async Task Certificates_that_end_within_so_many_days_are_listed_for_the_branch_and_my_own_for_myself()
    {
        var (site, other) = (training.OpenSite(), training.OpenSite());
        var (escort, leaver, elsewhere) = (await site.Onboarded(), await site.Onboarded(), await other.Onboarded());
        foreach (var (where, person) in new[] { (site, escort), (site, leaver), (other, elsewhere) })
            (await where.Trainer.Post("/certificates", new { employeeId = person })).Ok();
        await training.Tells(new EmployeeLeft(leaver, site.Id, "resigned", site.Now, 2), leaver, TrainingService.LeftQueue);
        var manager = training.At(site.Id, "exams.read");

        // They are valid for 24 months.
        Assert.Equal([escort], await Ids(manager, "/certificates/expiring?days=800", "employeeId"));
        Assert.Equal([], await Ids(manager, "/certificates/expiring"));
        Assert.Equal([], await Ids(manager, $"/certificates/expiring?days=800&branch={other.Id}", "employeeId"));
        var own = training.As(escort, (other.Id, ["exams.read-own"]));
        Assert.Equal([escort], await Ids(own, "/certificates/mine", "employeeId"));
        Assert.True((await own.Get("/certificates/expiring")).Refused("forbidden"));
        foreach (var wrong in new[] { "days=-1", "days=4000", "limit=0", "branch=here" })
            Assert.True((await manager.Get($"/certificates/expiring?{wrong}")).Refused("bad-request"), wrong);
    }

    async Task Refuses(TestSite site, string list, params string[] wrong)
    {
        foreach (var question in wrong.Append("limit=201").Append("after=1").Append("surprise=1"))
            Assert.True((await site.Trainer.Get($"{list}?{question}")).Refused("bad-request"), question);
        Assert.True((await training.At(site.Id, "training.plan").Get(list)).Refused("forbidden"));
    }

    static async Task<List<Guid>> Pages(Person reader, string path)
    {
        List<Guid> ids = [];
        for (var after = ""; ; )
        {
            var page = (await reader.Get($"{path}{after}")).Ok();
            ids.AddRange(page["items"].EnumerateArray().Select(Id));
            if (page["next"].ValueKind == JsonValueKind.Null)
                return ids;
            after = $"&after={page["next"].GetGuid()}";
        }
    }

    static async Task<List<Guid>> Ids(Person reader, string path, string member = "id") =>
        [.. (await reader.Get(path)).Ok()["items"].EnumerateArray().Select(line => line.GetProperty(member).GetGuid())];

    static Guid Id(JsonElement line) => line.GetProperty("id").GetGuid();

    static string Text(JsonElement line, string member) => line.GetProperty(member).GetString() ?? "-";

    static string At(DateTimeOffset instant) => Uri.EscapeDataString(instant.ToString("O", CultureInfo.InvariantCulture));
}
