using System.Net;

namespace Clinic.Escort.Tests.Service;

[Collection(SharedService.Name)]
public sealed class WrongMoveTests(EscortService service)
{
    [Fact]
    public async Task A_read_refuses_a_parameter_it_does_not_know_and_a_number_for_a_word() =>
        Assert.Equal([], await EveryQuestion.NotRefused(service));

    [Fact]
    public async Task A_day_that_no_clinic_has_is_refused_wherever_one_is_taken() => Assert.Equal([], await EveryDay.NotRefused(service));

    [Fact]
    [Rule("R-024", "R-027", "R-011")]
    public async Task Content_that_cannot_be_is_refused_by_code_and_changes_nothing()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("inquiry");
        var now = service.Clock.GetUtcNow();
        await Refuse("lead-unknown", () => site.Agent.Post(call.Path("handover"), new { leadId = Guid.CreateVersion7() }));
        await Refuse(
            "id-taken",
            () =>
                site.Agent.Post(
                    "/engagements",
                    new
                    {
                        id = call.Id,
                        branchId = site.Branch,
                        channel = "Other",
                        clientName = "Li",
                        phone = "13800138000",
                        need = "other",
                    }
                )
        );
        (await call.HandOver()).Ok();
        await Refuse("client-unknown", () => Need(Guid.CreateVersion7(), call.Slot.From, call.Slot.To));
        await Refuse("times-impossible", () => Need(call.ClientId, call.Slot.To, call.Slot.From));
        await Refuse("times-impossible", () => Need(call.ClientId, now.AddHours(-1), call.Slot.To));
        await Refuse(
            "bad-request",
            () =>
                site.Lead.Post(
                    call.Path("need"),
                    new
                    {
                        clientId = call.ClientId,
                        content = "x",
                        startsAt = call.Slot.From,
                        endsAt = call.Slot.To,
                        place = "",
                        priceTold = 0m,
                        currency = "CNY",
                    }
                )
        );
        (await call.ConfirmNeed()).Ok();
        await Refuse("client-must-sign", () => Agree(300m, false));
        await Refuse("amount-impossible", () => Agree(0.001m, true));
        await Refuse("amount-impossible", () => Agree(-1m, true));
        (await call.Sign()).Ok();
        (await call.Assign()).Ok();
        await Refuse(
            "bad-request",
            () =>
                call.Escort!.Post(
                    call.Path("preparation"),
                    new
                    {
                        basics = "a",
                        careNeeds = "b",
                        history = " ",
                    }
                )
        );
        foreach (var act in new[] { call.Prepare, call.Book, call.BeReady })
            (await act()).Ok();
        await Refuse(
            "reconfirmation-differs",
            () => call.Escort!.Post(call.Path("reconfirmation"), new { startsAt = call.Slot.From.AddHours(1), place = Steps.Place })
        );
        await Refuse(
            "reconfirmation-differs",
            () => call.Escort!.Post(call.Path("reconfirmation"), new { startsAt = call.Slot.From, place = "elsewhere" })
        );
        (await call.Reconfirm()).Ok();
        await Refuse(
            "arrival-impossible",
            () => call.Escort!.Post(call.Path("start"), new { place = "door", arrivedAt = service.Clock.GetUtcNow().AddMinutes(5) })
        );
        (await call.Start()).Ok();
        await Refuse("step-times-impossible", () => call.Escort!.Put(call.Path("steps/Payment"), new { beganAt = now.AddDays(-1) }));
        await Refuse(
            "closing-incomplete",
            () =>
                call.Escort!.Post(
                    call.Path("end"),
                    new
                    {
                        documentsInOrder = true,
                        cautionsExplained = false,
                        cautions = "rest",
                    }
                )
        );
        (await call.End()).Ok();
        await Refuse(
            "fee-differs",
            () =>
                call.Escort!.Post(
                    call.Path("fee"),
                    new
                    {
                        amount = 299.99m,
                        currency = "CNY",
                        method = "Cash",
                    }
                )
        );
        await Refuse("method-mismatch", () => call.Escort!.Post(call.Path("fee"), new { amount = 300m, currency = "CNY" }));
        (await call.Report()).Ok();
        await Refuse("already-recorded", () => call.Escort!.Post(call.Path("report"), new { summary = "something else" }));

        async Task<Answer> Need(Guid client, DateTimeOffset from, DateTimeOffset to) =>
            await site.Lead.Post(
                call.Path("need"),
                new
                {
                    clientId = client,
                    content = "company",
                    startsAt = from,
                    endsAt = to,
                    place = Steps.Place,
                    priceTold = 0m,
                    currency = "CNY",
                },
                await call.ETag()
            );

        async Task<Answer> Agree(decimal fee, bool clientSigned) =>
            await site.Lead.Post(
                call.Path("agreement"),
                new
                {
                    content = "company",
                    startsAt = call.Slot.From,
                    endsAt = call.Slot.To,
                    place = Steps.Place,
                    fee,
                    currency = "CNY",
                    clientSigned,
                },
                await call.ETag()
            );

        async Task Refuse(string code, Func<Task<Answer>> act)
        {
            var before = await call.Fingerprint();
            var answer = await act();
            Assert.True(
                answer.Refused(code) && answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict,
                $"{code}: {answer.Text}"
            );
            Assert.Equal(before, await call.Fingerprint());
        }
    }

    [Fact]
    public async Task Of_another_branch_or_without_the_right_no_act_is_to_be_had()
    {
        var (site, other) = (await service.OpenSite(), await service.OpenSite());
        var call = await (await site.NewCall()).Until("start");
        var stranger = service.As(
            call.Escort!.Id,
            (
                other.Branch,
                [
                    "engagements.serve",
                    "engagements.read-own",
                    "engagements.lead",
                    "engagements.inquire",
                    "engagements.read",
                    "engagements.read-file",
                    "escorts.read",
                ]
            )
        );
        var colleague = await site.ActiveEscort();
        var before = await call.Fingerprint();

        foreach (var (path, body) in Acts(call))
        {
            Assert.True((await stranger.Post(path, body, "\"1\"")).Refused("not-found"), path);
            Assert.Equal(HttpStatusCode.Forbidden, (await service.At(site.Branch, "policies.read").Post(path, body, "\"1\"")).Status);
            var asColleague = await colleague.Post(path, body, "\"1\"");
            Assert.True(asColleague.Refused("not-found") || asColleague.Refused("forbidden"), path);
        }
        foreach (
            var path in new[]
            {
                $"/engagements/{call.Id}",
                $"/engagements/{call.Id}/file",
                $"/engagements/own/{call.Id}",
                $"/engagements/own/{call.Id}/file",
                $"/escorts/{colleague.Id}",
            }
        )
            Assert.True((await stranger.Get(path)).Refused("not-found"), path);
        Assert.Empty((await stranger.Get($"/engagements?branch={site.Branch}")).Ok()["engagements"].EnumerateArray());
        Assert.True((await stranger.Post("/engagements", call.InquiryBody)).Refused("not-found"));
        Assert.Equal(before, await call.Fingerprint());
    }

    [Fact]
    public async Task An_escort_reads_the_own_file_from_the_assignment_to_the_archive_and_every_reading_is_noted()
    {
        var site = await service.OpenSite();
        var escort = await site.ActiveEscort();
        var call = await (await site.NewCall()).Until("agreement");
        call.Escort = escort;
        Assert.True((await Read()).Refused("not-found"));

        (await call.Assign()).Ok();
        Assert.Contains("Zhang Wei", (await Read()).Ok().Text, StringComparison.Ordinal);
        Assert.Single((await escort.Get("/engagements/own")).Ok()["engagements"].EnumerateArray());
        Assert.Equal(
            1,
            await service.Database.Count($"audit WHERE record_id = '{call.Id}' AND kind = 'read' AND actor = 'person:{escort.Id}'")
        );
        foreach (var (_, act, _) in call.All.Skip(5))
            (await act()).Ok();

        Assert.True((await Read()).Refused("not-found"));
        Assert.Empty((await escort.Get("/engagements/own")).Ok()["engagements"].EnumerateArray());
        Assert.Equal(
            0,
            await service.Database.Count("trail WHERE trail::text LIKE '%Zhang%'")
                + await service.Database.Count("outbox WHERE convert_from(body, 'UTF8') LIKE '%Zhang%'")
        );

        Task<Answer> Read() => escort.Get($"/engagements/own/{call.Id}/file");
    }

    [Fact]
    public async Task A_lead_edits_only_what_was_read()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("handover");

        Assert.True((await site.Lead.Post(call.Path("need"), call.NeedBody)).Refused("if-match-required"));
        var read = await call.ETag();
        (await call.ConfirmNeed()).Ok();
        Assert.True((await site.Lead.Post(call.Path("agreement"), call.AgreementBody(), read)).Refused("stale"));
        Assert.True((await site.Lead.Post(call.Path("cancellation"), new { party = "Client", reasonCode = "Ill" }, read)).Refused("stale"));
        Assert.True((await site.Lead.Post(call.Path("decline"), new { reasonCode = "Price" }, read)).Refused("stale"));

        Assert.Equal("NeedConfirmed", await call.State());
    }

    static (string Path, object Body)[] Acts(Steps call) =>
        [
            (call.Path("handover"), new { leadId = call.Id }),
            (call.Path("need"), call.NeedBody),
            (call.Path("decline"), new { reasonCode = "Price" }),
            (call.Path("agreement"), call.AgreementBody()),
            (
                call.Path("amendment"),
                new
                {
                    content = "a",
                    startsAt = call.Slot.From,
                    endsAt = call.Slot.To,
                    place = "a",
                    fee = 0m,
                    currency = "CNY",
                    clientSigned = true,
                }
            ),
            (call.Path("assignment"), new { escortId = call.Id }),
            (call.Path("reassignment"), new { reasonCode = "Ill", clientTold = true }),
            (call.Path("cancellation"), new { party = "Client", reasonCode = "Ill" }),
            (
                call.Path("preparation"),
                new
                {
                    basics = "a",
                    careNeeds = "b",
                    history = "c",
                }
            ),
            (call.Path("appointment-request"), new { departmentId = call.Id, wishedFrom = call.Slot.From }),
            (call.Path("outside-appointment"), new { reference = "H", startsAt = call.Slot.From }),
            (call.Path("readiness"), new { hospital = "a", route = "b" }),
            (call.Path("reconfirmation"), new { startsAt = call.Slot.From, place = "a" }),
            (call.Path("start"), new { place = "a" }),
            (
                call.Path("notes"),
                new
                {
                    id = call.Id,
                    kind = "Message",
                    words = "a",
                }
            ),
            (
                call.Path("alerts"),
                new
                {
                    id = call.Id,
                    kind = "Emergency",
                    severity = "High",
                    words = "a",
                }
            ),
            (call.Path($"alerts/{call.Id}/resolution"), new { outcome = "a" }),
            (
                call.Path("end"),
                new
                {
                    documentsInOrder = true,
                    cautionsExplained = true,
                    cautions = "a",
                }
            ),
            (call.Path("interruption"), new { reasonCode = "Ill", howLeftSafe = "a" }),
            (call.Path("interruption/by-lead"), new { reasonCode = "Ill", howLeftSafe = "a" }),
            (call.Path("fee"), new { amount = 0m, currency = "CNY" }),
            (call.Path("report"), new { summary = "a" }),
            (call.Path("follow-up"), new { kind = "None", words = "a" }),
            (call.Path("archive"), new { reference = "a" }),
            (call.Path("fee/by-lead"), new { reason = "a", fee = new { amount = 0m, currency = "CNY" } }),
            (call.Path("report/by-lead"), new { reason = "a", report = new { summary = "a" } }),
            (call.Path("follow-up/by-lead"), new { reason = "a", followUp = new { kind = "None", words = "a" } }),
            (call.Path("archive/by-lead"), new { reason = "a", archive = new { reference = "a" } }),
        ];
}
