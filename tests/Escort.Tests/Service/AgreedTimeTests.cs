using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>What was agreed is judged again when it changes: escort, client and appointment.</summary>
[Collection(SharedService.Name)]
public sealed class AgreedTimeTests(EscortService service)
{
    [Fact]
    [Rule("R-008", "R-060")]
    public async Task An_amendment_to_a_time_at_which_the_escort_cannot_come_is_refused_with_every_reason()
    {
        var site = await service.OpenSite();
        var call = await site.NewCall();
        var escort = await service.Hire(site.Branch, Post.Escort);
        await service.Sign(escort, site.Branch);
        await service.Certify(escort, site.Branch, call.Slot.To.AddHours(2));
        call.Escort = site.AsEscort(escort);
        await call.Until("preparation");
        await service.Hears(
            EscortService.Leave,
            new LeaveApproved(
                Guid.CreateVersion7(),
                escort,
                site.Branch,
                LeaveKind.Sick,
                call.Slot.To.AddHours(1),
                call.Slot.To.AddHours(9),
                service.Clock.GetUtcNow(),
                1
            ),
            escort
        );
        var before = await call.Fingerprint();

        var refused = await Amend(site, call, call.Slot.To.AddHours(2), call.Slot.To.AddHours(3));

        Assert.True(refused.Refused("escort-not-eligible"), refused.Text);
        Assert.Equal(["certificate.expired", "on-leave"], refused["reasons"].EnumerateArray().Select(reason => reason.GetString()));
        Assert.Equal(before, await call.Fingerprint());
        (await Amend(site, call, call.Slot.From.AddMinutes(10), call.Slot.To.AddMinutes(10))).Ok();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_client_is_accompanied_once_at_a_time_also_under_another_id(bool merged)
    {
        var site = await service.OpenSite();
        var first = await (await site.NewCall()).Until("agreement");
        var client = merged ? await service.Register(site.Clinic) : first.ClientId;
        Steps second = await new Steps(site, client, (first.Slot.From.AddMinutes(30), first.Slot.To.AddMinutes(30))).Until("need");
        var next = await new Steps(site, client, (first.Slot.To, first.Slot.To.AddHours(1))).Until("agreement");
        if (merged)
            await service.Hears(EscortService.Merged, new ClientMerged(client, site.Clinic, first.ClientId, first.Slot.From, 1), client);
        var before = await second.Fingerprint();

        var refused = await second.Sign();
        var moved = await Amend(site, next, first.Slot.To.AddMinutes(-1), first.Slot.To.AddHours(1));

        Assert.True(refused.Refused("client-is-accompanied"), refused.Text);
        Assert.Contains(first.Id.ToString(), refused.Text, StringComparison.Ordinal);
        Assert.True(moved.Refused("client-is-accompanied"), moved.Text);
        Assert.Equal(before, await second.Fingerprint());
        (await first.Cancel()).Ok();
        (await next.Cancel()).Ok();
        (await second.Sign()).Ok();
    }

    [Fact]
    public async Task Two_leads_who_sign_for_one_client_at_one_time_at_once_agree_once()
    {
        var (site, other) = (await service.OpenSite(), await service.OpenSite());
        var (client, slot) = (await service.Register(site.Clinic), site.Slot());
        var calls = await Task.WhenAll(
            new[] { site, site, site, other, other, other }.Select(async branch => await new Steps(branch, client, slot).Until("need"))
        );

        var answers = await Task.WhenAll(calls.Select(call => call.Sign()));

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(answers.Where(answer => !answer.Accepted), answer => Assert.True(answer.Refused("client-is-accompanied"), answer.Text));
    }

    [Fact]
    [Rule("R-012")]
    public async Task An_appointment_of_another_time_than_the_service_makes_nobody_ready_until_it_or_the_agreement_is_moved()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");
        (await call.Ask()).Ok();
        await service.Hears(EscortService.Booked, call.Booking() with { StartsAt = call.Slot.From.AddDays(1) }, call.Id);

        Assert.True((await call.BeReady()).Refused("appointment-elsewhen"));
        Assert.False((await call.Look()).Ok()["appointment"].GetProperty("withinService").GetBoolean());
        var again = await call.Escort!.Post(
            call.Path("appointment-request"),
            new { departmentId = site.Clinic, wishedFrom = call.Slot.From.AddMinutes(5) }
        );
        again.Ok();
        await service.Hears(
            EscortService.Booked,
            call.Booking(service.Clock.GetUtcNow().AddSeconds(1)) with
            {
                StartsAt = call.Slot.From.AddMinutes(15),
            },
            call.Id
        );
        Assert.True((await call.Look()).Ok()["appointment"].GetProperty("withinService").GetBoolean());
        (await call.BeReady()).Ok();
        (await Amend(site, call, call.Slot.From.AddMinutes(20), call.Slot.To)).Ok();

        var refused = await call.Escort.Post(
            call.Path("reconfirmation"),
            new { startsAt = call.Slot.From.AddMinutes(20), place = Steps.Place }
        );

        Assert.True(refused.Refused("appointment-elsewhen"), refused.Text);
    }

    [Fact]
    [Rule("R-012")]
    public async Task An_outside_hospitals_appointment_of_another_time_is_replaced_by_one_within_the_service()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");
        (await Note("H-1", call.Slot.To)).Ok();
        Assert.True((await call.BeReady()).Refused("appointment-elsewhen"));

        (await Note("H-2", call.Slot.From)).Ok();
        Assert.True((await Note("H-3", call.Slot.From)).Refused("appointment-stands"));

        (await call.BeReady()).Ok();

        Task<Answer> Note(string reference, DateTimeOffset startsAt) =>
            call.Escort!.Post(call.Path("outside-appointment"), new { reference, startsAt });
    }

    internal static async Task<Answer> Amend(TestSite site, Steps call, DateTimeOffset from, DateTimeOffset to) =>
        await site.Lead.Post(
            call.Path("amendment"),
            new
            {
                content = "another time",
                startsAt = from,
                endsAt = to,
                place = Steps.Place,
                fee = 300m,
                currency = "CNY",
                clientSigned = true,
            },
            await call.ETag()
        );
}
