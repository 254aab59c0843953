namespace Clinic.Registration.Tests.Service;

public sealed class QueueTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-134", "R-202")]
    public async Task Who_waits_is_seen_by_appointment_else_by_registration_and_a_jump_stands_there_with_its_reason()
    {
        var site = await service.OpenSite(doctors: 1);
        var visits = new List<Steps>();
        for (var number = 0; number < 3; number++)
            visits.Add(await (await site.CheckInNewClient()).Until("triage"));
        Assert.Equal(visits.Select(visit => visit.Id), await Order());
        var early = await visits[2].Notify();
        Assert.True(early.Refused("not-next"));
        Assert.Equal(
            (visits[0].Id, "A001"),
            (early["next"].GetProperty("visitId").GetGuid(), early["next"].GetProperty("ticket").GetString())
        );
        Assert.Equal("Triaged", (await visits[2].Look())["status"].GetString());
        var jump = new
        {
            id = Guid.CreateVersion7(),
            beforeVisitId = visits[0].Id,
            reason = "came in with chest pain",
        };

        Assert.True((await Jump(visits[0], jump with { beforeVisitId = visits[2].Id })).Refused("nothing-to-pass"));
        Assert.Equal("bad-request", (await Jump(visits[2], jump with { reason = " " })).Code);
        var jumped = (await Jump(visits[2], jump)).Ok();
        Assert.Equal(jumped.Text, (await Jump(visits[2], jump)).Ok().Text);
        Assert.True((await Jump(visits[2], jump with { reason = "another reason" })).Refused("id-taken"));

        Assert.Equal([visits[2].Id, visits[0].Id, visits[1].Id], await Order());
        Assert.Equal(
            ["came in with chest pain"],
            await service.Database.Sql<string>($"SELECT reason FROM queue_jump WHERE visit_id = '{visits[2].Id}'")
        );
        Assert.Equal(["1", "0", "0"], (await Queue()).Select(line => line.GetProperty("jumps").GetRawText()));
        (await visits[2].Notify()).Ok();
        (await visits[2].Collect()).Ok();
        Assert.True(
            (await Jump(visits[1], jump with { id = Guid.CreateVersion7(), beforeVisitId = visits[2].Id })).Refused("nothing-to-pass")
        );

        Task<Answer> Jump(Steps visit, object body) => site.TriageOfficer.Post($"/visits/{visit.Id}/queue-jump", body);
        async Task<List<System.Text.Json.JsonElement>> Queue() =>
            [.. (await site.Desk.Get($"/visits/waiting?branch={site.Branch}&doctor={site.Doctors[0].Id}")).Ok().Body.EnumerateArray()];
        async Task<IEnumerable<Guid>> Order() => (await Queue()).Select(line => line.GetProperty("visitId").GetGuid());
    }

    [Fact]
    [Rule("R-134")]
    public async Task Whoever_stands_behind_is_collected_only_after_a_jump_and_who_is_out_of_sight_holds_nobody_up()
    {
        var site = await service.OpenSite(doctors: 1);
        var visits = new List<Steps>();
        for (var number = 0; number < 3; number++)
            visits.Add(await (await site.CheckInNewClient()).Until("triage"));
        (await visits[0].Notify()).Ok();
        (await visits[1].Notify()).Ok();

        var early = await visits[1].Collect();
        Assert.True(early.Refused("not-next"));
        Assert.Equal(visits[0].Id, early["next"].GetProperty("visitId").GetGuid());
        Assert.Equal("DoctorNotified", (await visits[1].Look())["status"].GetString());
        Assert.Equal(1, await service.Database.Count($"due WHERE kind = 'doctor-pickup' AND subject_id = '{visits[1].Id}'"));

        (await site.Guide.Post($"/visits/{visits[0].Id}/whereabouts", new { id = Guid.CreateVersion7(), away = true })).Ok();
        (await visits[1].Collect()).Ok();
        (await site.Guide.Post($"/visits/{visits[0].Id}/whereabouts", new { id = Guid.CreateVersion7(), away = false })).Ok();
        (await visits[2].Notify()).Ok();
        Assert.True((await visits[2].Collect()).Refused("not-next"));
        (
            await site.TriageOfficer.Post(
                $"/visits/{visits[2].Id}/queue-jump",
                new
                {
                    id = Guid.CreateVersion7(),
                    beforeVisitId = visits[0].Id,
                    reason = "in pain",
                }
            )
        ).Ok();
        (await visits[2].Collect()).Ok();
        (await visits[0].Collect()).Ok();
    }

    [Fact]
    [Rule("R-134")]
    public async Task A_branch_that_calls_its_clients_in_another_way_says_so_by_a_setting()
    {
        var site = await service.OpenSite(doctors: 1);
        var (_, later) = (await (await site.CheckInNewClient()).Until("triage"), await (await site.CheckInNewClient()).Until("triage"));
        Assert.True((await later.Notify()).Refused("not-next"));

        await site.SetPolicies(("waiting.inOrder", "false"));

        (await later.Notify()).Ok();
        (await later.Collect()).Ok();
    }

    [Fact]
    [Rule("R-201", "R-202")]
    public async Task A_booked_client_goes_straight_to_guidance_and_stands_in_the_queue_at_the_appointments_time()
    {
        var site = await service.OpenSite(doctors: 1);
        await site.SetPolicies(("branch.receptionVariant", "V1"));
        var escort = await EscortDesk.Opened(service, site);
        var client = await site.NewClient();
        var booked = await escort.Books(escort.Wants(client));
        await service.Database.Sql<Guid>(
            $"UPDATE appointment SET day = (now() AT TIME ZONE 'Asia/Shanghai')::date WHERE engagement_id = '{booked.EngagementId}' "
                + "RETURNING id"
        );

        Steps comes = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());
        var walkIn = await site.CheckInNewClient();

        var way = (await site.Desk.Get($"/visits/{comes.Id}/way")).Ok();
        Assert.Equal(
            ["GuidanceDesk", "TreatmentRoom", "EnquiryDesk"],
            way["stops"].EnumerateArray().Select(stop => stop.GetProperty("station").GetString())
        );
        (await comes.Triage()).Ok();
        Assert.True((await walkIn.Triage()).Refused("station-out-of-order"));
        (await site.Desk.Post($"/visits/{walkIn.Id}/enquiry")).Ok();
        Assert.True((await walkIn.Triage()).Refused("station-out-of-order"));
        (await site.Desk.Post($"/visits/{walkIn.Id}/registration")).Ok();
        (await walkIn.Triage()).Ok();
        var queue = (await site.Desk.Get($"/visits/waiting?branch={site.Branch}")).Ok().Body;
        Assert.Equal([walkIn.Id, comes.Id], queue.EnumerateArray().Select(line => line.GetProperty("visitId").GetGuid()));
        Assert.Equal(booked.StartsAt, queue[1].GetProperty("queueAt").GetDateTimeOffset());
    }

    [Fact]
    [Rule("R-134", "R-262")]
    public async Task Why_not_this_doctor_is_answered_by_what_was_written_down()
    {
        var site = await service.OpenSite(doctors: 3);
        var (first, second) = (site.Doctors[0], site.Doctors[1]);
        await site.SetStatus(site.Doctors[2], "OnLeave");
        var visit = await (await site.CheckInNewClient()).Until("triage");
        Assert.Equal(first.Id, visit.Doctor!.Id);

        Assert.Equal("Given", await WhyNot(visit, first.Id));
        Assert.Equal("AnotherWaitedLonger", await WhyNot(visit, second.Id));
        Assert.Equal("OnLeave", await WhyNot(visit, site.Doctors[2].Id));
        Assert.Equal("NotInTheDepartment", await WhyNot(visit, Guid.CreateVersion7()));
        var next = await (await site.CheckInNewClient()).Until("triage");
        Assert.Equal("AnotherWasOwedMore", await WhyNot(next, first.Id));
        (
            await next.Retriage(
                new
                {
                    reason = "the client asks",
                    way = "Designated",
                    doctorId = first.Id,
                    cause = "ClientAsks",
                }
            )
        ).Ok();
        Assert.Equal("AnotherWasNamed", await WhyNot(next, second.Id));
        Assert.True((await site.Desk.Get($"/visits/{(await site.CheckInNewClient()).Id}/triage/{first.Id}")).Refused("not-found"));

        var counts = (await site.Manager.Get($"/reports/triage-counts?branch={site.Branch}"))
            .Ok()["doctors"]
            .EnumerateArray()
            .ToDictionary(line => line.GetProperty("doctorId").GetGuid());
        Assert.Equal(
            (1, 1, 2),
            (
                counts[first.Id].GetProperty("rotation").GetInt32(),
                counts[first.Id].GetProperty("designated").GetInt32(),
                counts[first.Id].GetProperty("total").GetInt32()
            )
        );
        Assert.Equal(0, counts[second.Id].GetProperty("total").GetInt32());
        Assert.Equal(0m, counts.Values.Sum(line => line.GetProperty("deviation").GetDecimal()));
        Assert.Equal(-0.5m, counts[first.Id].GetProperty("deviation").GetDecimal());

        async Task<string?> WhyNot(Steps of, Guid doctor) =>
            (await site.TriageOfficer.Get($"/visits/{of.Id}/triage/{doctor}")).Ok()["answer"].GetString();
    }
}
