using System.Net;
using System.Text;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

[Collection(OnePlatform.Name)]
public sealed class WrongMoves(RunningPlatform platform)
{
    [Fact]
    public async Task On_every_step_of_a_visit_each_wrong_move_is_refused_with_its_code_and_changes_nothing()
    {
        var group = platform.Group;
        var branch = await (await group.OpenBranch("GeneralClinic")).Staffed();
        var other = await (await group.OpenBranch("DentalClinic")).Staffed();
        var payroll = await group.Hire(branch.Id, "PayrollOfficer");
        var visit = branch.Arrives(await branch.NewClient());
        (await visit.CheckIn()).Ok();

        var steps = visit.Steps.Skip(1).ToList();
        foreach (var (name, act) in steps)
        {
            var before = await State();
            var path = $"/api/registration/visits/{visit.Id}/{name}";

            Assert.True((await Colleague(other, name).Post(path, Body(name, other))).Refused("not-found"), $"{name} by another branch");
            Assert.True((await payroll.Post(path, Body(name, branch))).Refused("forbidden"), $"{name} without permission");
            Assert.Equal("bad-request", (await Colleague(branch, name).Raw(HttpMethod.Post, path, Json("{\"broken\":"))).Code);
            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await Colleague(branch, name).Raw(HttpMethod.Post, path, Json("{\"surprise\":1,\"surprise\":2}"))).Status
            );
            Assert.Equal(
                "unsupported-media-type",
                (await Colleague(branch, name).Raw(HttpMethod.Post, path, new StringContent("x", Encoding.UTF8, "text/plain"))).Code
            );
            Assert.Equal("unauthenticated", (await group.Platform.Send(HttpMethod.Post, path, Json("{}"), "forged.token.here")).Code);
            Assert.Equal("unauthenticated", (await group.Platform.Send(HttpMethod.Post, path, Json("{}"), null)).Code);
            if (
                steps.SkipWhile(step => step.Name != name).Skip(2).FirstOrDefault() is { Name: { } skipped }
                && skipped != "doctor-notification"
                && name != "greeting"
                && visit.Doctor is not null
            )
                Assert.True(
                    (
                        await Colleague(branch, skipped, visit)
                            .Post($"/api/registration/visits/{visit.Id}/{skipped}", Body(skipped, branch))
                    ).Refused("visit-step-out-of-order"),
                    $"{skipped} before {name}"
                );
            Assert.Equal(before, await State());

            (await act()).Ok();
            var once = await Facts();
            await act();
            Assert.Equal(once, await Facts());
        }

        Assert.True(
            (
                await branch.Manager.Post(
                    $"/api/registration/visits/{visit.Id}/void",
                    new { reasonCode = "EnteredByMistake", reason = "wrong client" }
                )
            ).Refused("if-match-required")
        );
        Assert.True((await visit.Void("\"1\"")).Refused("stale"));
        Assert.True(
            (
                await branch.Receptionist.Post(
                    $"/api/registration/visits/{visit.Id}/void",
                    new { reasonCode = "EnteredByMistake", reason = "wrong client" },
                    "\"1\""
                )
            ).Refused("forbidden")
        );

        async Task<string> State() => (await visit.Look()).Ok().Text + await Facts();
        // What Registration said; what it hears about the visit from the others comes in its own time.
        async Task<int> Facts() =>
            (await branch.Manager.Get($"/api/registration/trail/{visit.Id}"))
                .Ok()
                .Body.EnumerateArray()
                .Count(step => step.GetProperty("kind").GetString() == "fact");
    }

    [Fact]
    public async Task A_forged_a_foreign_and_an_ill_formed_id_are_answered_alike_or_as_bad_requests()
    {
        var branch = await (await platform.Group.OpenBranch("GeneralClinic")).Staffed(doctors: 1);
        var other = await (await platform.Group.OpenBranch("GeneralClinic")).Staffed(doctors: 1);
        var foreign = other.Arrives(await other.NewClient());
        (await foreign.CheckIn()).Ok();

        var unknown = await branch.Receptionist.Get($"/api/registration/visits/{Guid.CreateVersion7()}");
        var outOfSight = await branch.Receptionist.Get($"/api/registration/visits/{foreign.Id}");
        Assert.True(unknown.Refused("not-found"));
        Assert.True(outOfSight.Refused("not-found"));
        Assert.Equal(unknown.Body.GetProperty("title").GetString(), outOfSight.Body.GetProperty("title").GetString());
        foreach (var id in new[] { "1%20OR%201=1", "..%2f..%2fsecrets", "%00", new string('7', 9_000), "{" })
            Assert.InRange((int)(await branch.Receptionist.Get($"/api/registration/visits/{id}")).Status, 400, 431);
    }

    [Fact]
    public async Task Somebody_who_left_is_kept_out_within_a_minute()
    {
        var group = platform.Group;
        var branch = await (await group.OpenBranch("GeneralClinic")).Staffed(doctors: 1);
        var guide = branch.Guide;
        (await guide.Get($"/api/registration/visits?branch={branch.Id}")).Ok();

        var employee = (await group.Hr.Get($"/api/payroll/employees/{guide.Id}")).Ok();
        (await group.Hr.Post($"/api/payroll/employees/{guide.Id}/departure", new { reasonCode = "Resigned" }, employee.ETag)).Ok();

        await Eventually.Sees(
            () => guide.Get($"/api/registration/visits?branch={branch.Id}"),
            answer => answer.Code == "unauthenticated",
            TimeSpan.FromSeconds(60)
        );
    }

    static Member Colleague(Branch branch, string step, VisitStory? visit = null) =>
        step switch
        {
            "greeting" or "farewell" => branch.Guide,
            "triage" => branch.TriageOfficer,
            "doctor-notification" or "chart-return" or "completion" => branch.Receptionist,
            _ => visit?.Doctor ?? branch.Doctors[0],
        };

    static object Body(string step, Branch branch) =>
        step switch
        {
            "triage" => new { departmentId = branch.Department, way = "Rotation" },
            "identity-check" => new { identifiers = new[] { "Name", "BirthDate" }, matches = true },
            "plan" => new
            {
                history = "none",
                examination = "in order",
                plan = "cleaning",
            },
            "consent" => new
            {
                disclosures = new
                {
                    cause = true,
                    prognosis = true,
                    risk = true,
                    price = true,
                    cycle = true,
                },
                understood = true,
                agreed = true,
                declinedItems = Array.Empty<string>(),
            },
            "treatment" => new
            {
                observation = "calm",
                cautionsBefore = "a",
                cautionsDuring = "b",
                cautionsAfter = "c",
            },
            "completion" => new { purchased = false, paid = true },
            _ => new { },
        };

    static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
