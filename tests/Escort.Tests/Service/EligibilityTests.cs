using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.Tests.Service;

[Collection(SharedService.Name)]
public sealed class EligibilityTests(EscortService service)
{
    [Fact]
    [Rule("R-008", "R-053", "R-001")]
    public async Task Whoever_lacks_something_is_refused_with_every_reason_and_nothing_changes()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("agreement");
        var elsewhere = await service.OpenSite();
        var nothing = await service.Hire(site.Branch, Post.Escort);
        var uncertified = await service.Hire(site.Branch, Post.Escort);
        await service.Sign(uncertified, site.Branch);
        var unsigned = await service.Hire(site.Branch, Post.Escort);
        await service.Certify(unsigned, site.Branch);
        var expiring = await service.Hire(site.Branch, Post.Escort);
        await service.Sign(expiring, site.Branch);
        await service.Certify(expiring, site.Branch, call.Slot.To.AddMinutes(-1));
        var suspended = (await site.ActiveEscort()).Id;
        await service.Hears(EscortService.FailedTwice, Twice(suspended, site.Branch), suspended);
        var left = (await site.ActiveEscort()).Id;
        await service.Hears(EscortService.Left, new EmployeeLeft(left, site.Branch, "moved", service.Clock.GetUtcNow(), 2), left);
        var before = await call.Fingerprint();

        (Guid Who, string[] Why)[] cases =
        [
            (nothing, ["certificate.missing", "confidentiality.missing"]),
            (uncertified, ["certificate.missing"]),
            (unsigned, ["confidentiality.missing"]),
            (expiring, ["certificate.expired"]),
            (suspended, ["suspended"]),
            (left, ["left"]),
            (site.Lead.Id, ["escort.unknown"]),
            (Guid.CreateVersion7(), ["escort.unknown"]),
            ((await elsewhere.ActiveEscort()).Id, ["escort.unknown"]),
        ];
        foreach (var (who, why) in cases)
        {
            var answer = await call.Assign(who);
            Assert.True(answer.Refused("escort-not-eligible"), answer.Text);
            Assert.Equal(why, answer["reasons"].EnumerateArray().Select(reason => reason.GetString()));
        }

        Assert.Equal(before, await call.Fingerprint());
        var candidates = (await site.Lead.Get(call.Path("candidates")))
            .Ok()
            .Body.EnumerateArray()
            .ToDictionary(element => element.GetProperty("escortId").GetGuid(), element => element.GetProperty("eligible").GetBoolean());
        Assert.Equal([nothing, uncertified, unsigned, expiring, suspended], candidates.Keys.Order());
        Assert.DoesNotContain(true, candidates.Values);
    }

    [Fact]
    [Rule("R-008", "R-053")]
    public async Task What_made_an_escort_eligible_is_kept_with_the_assignment()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("assignment");

        var found = (await call.Look()).Ok()["assignments"].EnumerateArray().Single().GetProperty("eligibility");

        Assert.True(found.GetProperty("eligible").GetBoolean());
        Assert.StartsWith("C-", found.GetProperty("certificateNumber").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-1", found.GetProperty("agreementVersion").GetString());
        Assert.Equal("Active", (await site.Lead.Get($"/escorts/{call.Escort!.Id}")).Ok()["status"].GetString());
    }

    [Fact]
    public async Task Nobody_accompanies_two_clients_at_once()
    {
        var site = await service.OpenSite();
        var first = await (await site.NewCall()).Until("assignment");
        Steps same = new(site, await service.Register(site.Clinic), first.Slot),
            next = new(site, await service.Register(site.Clinic), (first.Slot.To, first.Slot.To.AddHours(1)));
        await same.Until("agreement");
        await next.Until("agreement");

        var refused = await same.Assign(first.Escort!.Id);
        (await next.Assign(first.Escort.Id)).Ok();
        var before = await next.Fingerprint();
        var moved = await site.Lead.Post(
            next.Path("amendment"),
            new
            {
                content = "an hour earlier",
                startsAt = first.Slot.From.AddMinutes(30),
                endsAt = first.Slot.To.AddMinutes(30),
                place = Steps.Place,
                fee = 0m,
                currency = "CNY",
                clientSigned = true,
            },
            await next.ETag()
        );

        Assert.True(refused.Refused("escort-not-eligible"));
        Assert.Equal("overlap", refused["reasons"].EnumerateArray().Single().GetString());
        Assert.True(moved.Refused("escort-not-eligible"), moved.Text);
        Assert.Equal("overlap", moved["reasons"].EnumerateArray().Single().GetString());
        Assert.Equal(before, await next.Fingerprint());
    }

    [Fact]
    public async Task Two_leads_at_once_give_an_engagement_to_one_escort()
    {
        var site = await service.OpenSite();
        var escorts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => site.ActiveEscort()));
        var call = await (await site.NewCall()).Until("agreement");
        var version = await call.ETag();

        var answers = await Task.WhenAll(escorts.Select(escort => call.Assign(escort.Id, version)));

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(
            answers.Where(answer => !answer.Accepted),
            answer => Assert.True(answer.Refused("changed-meanwhile") || answer.Refused("stale"), answer.Text)
        );
        Assert.Equal(1, await service.Database.Count($"assignment_entry WHERE engagement_id = '{call.Id}'"));
        Assert.Equal(1, await site.Facts(call.Id, "EscortAssigned"));
    }

    [Fact]
    public async Task One_escort_given_to_six_engagements_of_one_hour_at_once_gets_one()
    {
        var site = await service.OpenSite();
        var escort = await site.ActiveEscort();
        var slot = site.Slot();
        var calls = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(async _ => await new Steps(site, await service.Register(site.Clinic), slot).Until("agreement"))
        );

        var answers = await Task.WhenAll(calls.Select(call => call.Assign(escort.Id)));

        Assert.Single(answers, answer => answer.Accepted);
        Assert.Equal(1, await service.Database.Count($"engagement WHERE escort_id = '{escort.Id}'"));
    }

    [Fact]
    public async Task A_suspension_and_an_assignment_at_once_never_leave_a_suspended_escort_with_an_engagement()
    {
        var site = await service.OpenSite();
        var ready = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async _ => (Call: await (await site.NewCall()).Until("agreement"), Escort: await site.ActiveEscort()))
        );

        await Task.WhenAll(
            ready.SelectMany(pair =>
                new[]
                {
                    pair.Call.Assign(pair.Escort.Id),
                    (Task)service.Hears(EscortService.FailedTwice, Twice(pair.Escort.Id, site.Branch), pair.Escort.Id),
                }
            )
        );

        foreach (var (call, escort) in ready)
        {
            Assert.Equal("AgreementSigned", await call.State());
            Assert.Equal("Suspended", (await site.Lead.Get($"/escorts/{escort.Id}")).Ok()["status"].GetString());
        }
    }

    internal static ConsecutiveAssessmentFailed Twice(Guid person, Guid branch, int version = 4, Guid? complaint = null) =>
        new(
            person,
            branch,
            [Guid.CreateVersion7(), Guid.CreateVersion7()],
            "theory",
            complaint,
            new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero),
            version
        );
}
