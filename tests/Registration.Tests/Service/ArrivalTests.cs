using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class ArrivalTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-071")]
    public async Task Of_sixty_arrivals_each_one_not_greeted_is_said_within_a_second_of_its_deadline_and_none_that_was()
    {
        var site = await service.OpenSite(doctors: 0);
        await site.SetPolicies(("greeting.maxSeconds", "3"));
        // One after the other, as through a door.
        for (var number = 0; number < 60; number++)
        {
            var door = (await AtTheDoor(site)).Ok()["id"].GetGuid();
            if (number % 2 == 0)
                Assert.False((await site.Guide.Post($"/arrivals/{door}/greeting")).Ok()["late"].GetBoolean());
        }

        await Eventually.Is(async () => await Said() == 30);
        await Eventually.Is(async () => await service.Database.Count($"due WHERE branch_id = '{site.Branch}' AND kind = 'greeting'") == 0);

        Assert.Equal(30, await Said());
        Assert.Equal(
            0,
            await service.Database.Count(
                $"trail JOIN arrival ON arrival.id = trail.case_id WHERE arrival.branch_id = '{site.Branch}' "
                    + $"AND trail.type = '{nameof(GreetingLate)}' AND arrival.greeted_at IS NOT NULL"
            )
        );
        Assert.Equal(
            0,
            await service.Database.Count(
                $"trail JOIN arrival ON arrival.id = trail.case_id WHERE arrival.branch_id = '{site.Branch}' "
                    + $"AND trail.type = '{nameof(GreetingLate)}' AND trail.at NOT BETWEEN arrival.arrived_at + interval '3 s' "
                    + "AND arrival.arrived_at + interval '4 s'"
            )
        );

        Task<long> Said() => service.Database.Count($"trail WHERE branch_id = '{site.Branch}' AND type = '{nameof(GreetingLate)}'");
    }

    [Fact]
    [Rule("R-071")]
    public async Task Whoever_greets_while_the_clock_rings_is_late_once_or_in_time()
    {
        var site = await service.OpenSite(doctors: 0);
        await site.SetPolicies(("greeting.maxSeconds", "1"));
        var greeted = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(async _ =>
                {
                    var door = (await AtTheDoor(site)).Ok();
                    var due = door["greetingDueAt"].GetDateTimeOffset();
                    await Eventually.Is(() => Task.FromResult(service.Clock.GetUtcNow() > due.AddMilliseconds(-30)));
                    return (Id: door["id"].GetGuid(), Answer: (await site.Guide.Post($"/arrivals/{door["id"].GetGuid()}/greeting")).Ok());
                })
        );

        foreach (var (id, answer) in greeted)
        {
            var facts = await site.Facts(id, nameof(GreetingLate));
            Assert.Equal(answer["late"].GetBoolean() ? 1 : 0, facts);
        }
        Assert.Equal(
            0,
            await service.Database.Count(
                $"arrival WHERE branch_id = '{site.Branch}' AND greeting_late <> (greeted_at > arrived_at + interval '1 s')"
            )
        );
    }

    [Fact]
    [Rule("R-071", "R-072", "R-314")]
    public async Task From_the_door_to_the_seat_each_step_follows_the_one_before_and_the_visit_takes_the_arrival_over()
    {
        var site = await service.OpenSite(doctors: 0);
        var (client, door) = (await site.NewClient(), Guid.CreateVersion7());
        var noted = (await AtTheDoor(site, door)).Ok();
        Assert.Equal(noted.Text, (await AtTheDoor(site, door)).Ok().Text);
        Assert.True((await site.Guide.Put($"/arrivals/{door}/visit-type", new { kind = "First" })).Refused("arrival-step-out-of-order"));
        (await site.Guide.Post($"/arrivals/{door}/greeting")).Ok();
        Assert.True((await site.Guide.Post($"/arrivals/{door}/lead")).Refused("arrival-step-out-of-order"));
        (await site.Guide.Put($"/arrivals/{door}/visit-type", new { kind = "First" })).Ok();
        Assert.True((await site.Guide.Post($"/arrivals/{door}/seat")).Refused("arrival-step-out-of-order"));
        var led = (await site.Guide.Post($"/arrivals/{door}/lead")).Ok();
        Assert.Equal(
            ("Led", "RegistrationDesk", "None", false),
            (led["guiding"].GetString(), led["to"].GetString(), led["wayUp"].GetString(), led["needsHandOff"].GetBoolean())
        );
        Assert.True(
            (await site.Guide.Post($"/arrivals/{door}/hand-offs", new { id = Guid.CreateVersion7(), floor = 2 })).Refused("one-floor")
        );
        Assert.Equal("First", (await site.Guide.Post($"/arrivals/{door}/seat")).Ok()["kind"].GetString());

        var visit = (await site.CheckIn(client, door)).Ok();

        Assert.Equal(door, visit["id"].GetGuid());
        var look = (await site.Desk.Get($"/visits/{door}")).Ok();
        Assert.Equal(noted["arrivedAt"].GetDateTimeOffset(), look["arrivedAt"].GetDateTimeOffset());
        Assert.Equal(1, await service.Database.Count($"arrival WHERE id = '{door}'"));
        Assert.Equal(
            [nameof(ClientArrived), nameof(VisitRegistered)],
            await service.Database.Sql<string>($"SELECT type FROM trail WHERE case_id = '{door}' ORDER BY type")
        );
        Assert.False((await Reception()).GetProperty("complete").GetBoolean());
        (
            await site.Guide.Post($"/visits/{door}/refreshments", new { id = Guid.CreateVersion7(), items = new[] { "Water", "Magazine" } })
        ).Ok();
        Assert.False((await Reception()).GetProperty("complete").GetBoolean());
        (await site.Desk.Put($"/visits/{door}/reception", new { nameAsked = true, appointmentLookedUp = false })).Ok();
        Assert.False((await Reception()).GetProperty("complete").GetBoolean());
        (await site.Desk.Put($"/visits/{door}/reception", new { nameAsked = false, appointmentLookedUp = true })).Ok();
        (await site.Desk.Put($"/visits/{door}/reception", new { nameAsked = true, appointmentLookedUp = true })).Ok();
        Assert.Equal(
            [site.Desk.Id],
            await service.Database.Sql<Guid>($"SELECT ticked_by FROM arrival WHERE id = '{door}' AND name_asked AND appointment_looked_up")
        );
        var reception = await Reception();
        Assert.True(reception.GetProperty("complete").GetBoolean());
        Assert.Equal(["Teacher", "Madam"], reception.GetProperty("address").EnumerateArray().Select(element => element.GetString()));

        async Task<System.Text.Json.JsonElement> Reception() => (await site.Guide.Get($"/visits/{door}/reception")).Ok().Body;
    }

    [Fact]
    [Rule("R-255", "R-313")]
    public async Task Return_clients_are_shown_the_way_and_straight_to_the_floor_guide_where_the_two_register_apart()
    {
        var (site, apart) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        await apart.SetPolicies(("branch.separateFirstReturnRegistration", "true"));

        Assert.Equal(("Directed", "RegistrationDesk"), await Led(site, "Return"));
        Assert.Equal(("Directed", "GuidanceDesk"), await Led(apart, "Return"));
        Assert.Equal(("Led", "RegistrationDesk"), await Led(apart, "First"));
        Assert.Equal(("Led", "RegistrationDesk"), await Led(apart, "Visitor"));
    }

    [Fact]
    [Rule("R-317")]
    public async Task A_greeter_is_free_again_when_the_floor_guide_took_the_client_over_and_the_supervisor_has_whom_nobody_takes()
    {
        var site = await service.OpenSite(doctors: 0);
        await site.SetPolicies(("branch.multiFloor", "true"));
        var upstairs = service.At(site.Branch, "visits.guide");
        var (first, second) = (await LedOn(site), await LedOn(site));
        Assert.Equal(("Lift", true), (first.Answer["wayUp"].GetString(), first.Answer["needsHandOff"].GetBoolean()));
        var asked = Guid.CreateVersion7();

        var open = (await Ask(first.Id, asked)).Ok();
        Assert.Equal(open.Text, (await Ask(first.Id, asked)).Ok().Text);
        Assert.Equal([asked], await Seen("?branch={0}"));
        Assert.Equal([asked], await Seen("?branch={0}&floor=3"));
        Assert.Empty(await Seen("?branch={0}&floor=4"));
        Assert.True((await Ask(second.Id, Guid.CreateVersion7())).Refused("greeter-not-free"));
        Assert.True((await site.Guide.Post($"/arrivals/{first.Id}/seat")).Refused("arrival-step-out-of-order"));
        Assert.True((await site.Guide.Post($"/hand-offs/{asked}/acceptance")).Refused("hand-off-to-self"));
        await service.MoveClock(TimeSpan.FromSeconds(61));
        await Eventually.Is(async () => await service.Database.Count($"hand_off WHERE id = '{asked}' AND supervisor_since = due_at") == 1);

        var taken = (await upstairs.Post($"/hand-offs/{asked}/acceptance")).Ok();
        Assert.Equal(taken.Text, (await upstairs.Post($"/hand-offs/{asked}/acceptance")).Ok().Text);
        Assert.Empty(await Seen("?branch={0}"));
        (await site.Guide.Post($"/arrivals/{first.Id}/seat")).Ok();
        (await Ask(second.Id, Guid.CreateVersion7())).Ok();

        Task<Answer> Ask(Guid arrival, Guid id) => site.Guide.Post($"/arrivals/{arrival}/hand-offs", new { id, floor = 3 });
        async Task<IEnumerable<Guid>> Seen(string query) =>
            (await upstairs.Get("/hand-offs" + string.Format(System.Globalization.CultureInfo.InvariantCulture, query, site.Branch)))
                .Ok()
                .Body.EnumerateArray()
                .Select(line => line.GetProperty("id").GetGuid());
    }

    [Fact]
    [Rule("R-318")]
    public async Task Without_a_lift_whoever_walks_badly_is_helped_upstairs_before_being_handed_over()
    {
        var site = await service.OpenSite(doctors: 0);
        await site.SetPolicies(("branch.multiFloor", "true"), ("branch.hasLift", "false"));
        var (client, door) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (
            await site.Desk.Post(
                "/clients",
                new
                {
                    id = client,
                    branchId = site.Branch,
                    name = "Li Na",
                    sex = "Female",
                    birthDate = "1940-05-17",
                    phone = "13800138000",
                    occupation = "retired",
                    address = "12 Garden Road",
                    mobilityImpaired = true,
                }
            )
        ).Ok();
        (await AtTheDoor(site, door)).Ok();
        (await site.Guide.Post($"/arrivals/{door}/greeting")).Ok();
        (await site.Guide.Put($"/arrivals/{door}/visit-type", new { kind = "First" })).Ok();
        (await site.CheckIn(client, door)).Ok();

        Assert.Equal("HelpedUpstairs", (await site.Guide.Post($"/arrivals/{door}/lead")).Ok()["wayUp"].GetString());
        Assert.Equal("Stairs", (await LedOn(site)).Answer["wayUp"].GetString());
        Assert.True((await HandOff(false)).Refused("help-upstairs"));
        (await HandOff(true)).Ok();

        Assert.Equal("HelpedUpstairs", await UpFor(new { kind = "Return", clientId = client }));
        Assert.Equal("HelpedUpstairs", await UpFor(new { kind = "Visitor", mobilityImpaired = true }));
        Assert.Equal("Stairs", await UpFor(new { kind = "First", clientId = await site.NewClient() }));
        var stranger = (await AtTheDoor(site)).Ok()["id"].GetGuid();
        (await site.Guide.Post($"/arrivals/{stranger}/greeting")).Ok();
        Assert.True(
            (await site.Guide.Put($"/arrivals/{stranger}/visit-type", new { kind = "First", clientId = Guid.CreateVersion7() })).Refused(
                "not-found"
            )
        );

        async Task<string?> UpFor(object type)
        {
            var unknown = (await AtTheDoor(site)).Ok()["id"].GetGuid();
            (await site.Guide.Post($"/arrivals/{unknown}/greeting")).Ok();
            (await site.Guide.Put($"/arrivals/{unknown}/visit-type", type)).Ok();
            (await site.Guide.Put($"/arrivals/{unknown}/visit-type", type)).Ok();
            return (await site.Guide.Post($"/arrivals/{unknown}/lead")).Ok()["wayUp"].GetString();
        }

        Task<Answer> HandOff(bool accompanied) =>
            site.Guide.Post(
                $"/arrivals/{door}/hand-offs",
                new
                {
                    id = Guid.CreateVersion7(),
                    floor = 2,
                    accompanied,
                }
            );
    }

    [Fact]
    public async Task A_late_greeting_or_collection_is_excused_with_a_reason_by_somebody_else_and_stays_late()
    {
        var site = await service.OpenSite(doctors: 1);
        var visit = await site.CheckInNewClient();
        Assert.True((await Excuse("greeting", "the fire alarm rang")).Refused("nothing-to-excuse"));
        await service.MoveClock(TimeSpan.FromSeconds(11));
        await visit.Until("doctor-notification");
        await service.MoveClock(TimeSpan.FromMinutes(5.1));
        (await visit.Collect()).Ok();

        foreach (var what in new[] { "greeting", "pickup" })
        {
            var excused = (await Excuse(what, "the fire alarm rang")).Ok();
            Assert.Equal(excused.Text, (await Excuse(what, "the fire alarm rang")).Ok().Text);
            Assert.True((await Excuse(what, "another story")).Refused("already-recorded"));
            Assert.Equal("bad-request", (await Excuse(what, " ")).Code);
        }
        var greeterHerself = service.As(site.Guide.Id, (site.Branch, ["visits.excuse"]));
        var other = await site.CheckInNewClient();
        await service.MoveClock(TimeSpan.FromSeconds(11));
        (await other.Greet()).Ok();
        Assert.True(
            (await greeterHerself.Post($"/visits/{other.Id}/greeting-excuse", new { reason = "I was busy" })).Refused("own-lateness")
        );
        var look = (await visit.Look()).Ok();
        Assert.True(look["greetingLate"].GetBoolean() && look["pickupOverdue"].GetBoolean());
        var figures = (
            await site.Manager.Get(
                $"/reports/reception-timeliness?branch={site.Branch}&from={look["day"].GetString()}&to={look["day"].GetString()}"
            )
        ).Ok()["all"];
        Assert.Equal(
            (2, 1),
            (
                figures.GetProperty("greeting").GetProperty("breaches").GetInt32(),
                figures.GetProperty("greeting").GetProperty("excused").GetInt32()
            )
        );
        Assert.Equal(
            (1, 1),
            (
                figures.GetProperty("pickup").GetProperty("breaches").GetInt32(),
                figures.GetProperty("pickup").GetProperty("excused").GetInt32()
            )
        );

        Task<Answer> Excuse(string what, string reason) => site.Manager.Post($"/visits/{visit.Id}/{what}-excuse", new { reason });
    }

    [Fact]
    [Rule("R-305", "R-306")]
    public async Task Reception_begins_with_five_preparations_and_the_greeter_is_told_where_to_stand()
    {
        var (site, near) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        await near.SetPolicies(("greeter.standDistance", "1.5"));
        Assert.Equal(
            "policy-value-invalid",
            (
                await near.Manager.Put(
                    "/policies/greeter.standDistance",
                    new
                    {
                        branchId = near.Branch,
                        value = "0.5",
                        from = service.Clock.GetUtcNow().AddMinutes(1),
                        reason = "too near",
                    },
                    "\"1\""
                )
            ).Code
        );

        Assert.True((await Prepare(site, mind: false)).Refused("not-prepared"));
        Assert.Equal(3m, (await Prepare(site, mind: true)).Ok()["standMetres"].GetDecimal());
        Assert.Equal(1.5m, (await Prepare(near, mind: true)).Ok()["standMetres"].GetDecimal());

        static Task<Answer> Prepare(TestSite site, bool mind) =>
            site.Guide.Post(
                "/arrivals/preparations",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = site.Branch,
                    appearance = true,
                    equipment = true,
                    formsAndPens = true,
                    doctorStatusWritten = true,
                    readyInMind = mind,
                }
            );
    }

    [Fact]
    public async Task An_arrival_entered_afterwards_says_so_and_rings_no_clock()
    {
        var site = await service.OpenSite(doctors: 0);

        var noted = (
            await site.Guide.Post(
                "/arrivals",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = site.Branch,
                    arrivedAt = service.Clock.GetUtcNow().AddMinutes(-2),
                }
            )
        ).Ok();

        Assert.True(noted["enteredAfterwards"].GetBoolean());
        Assert.Equal(0, await service.Database.Count($"due WHERE subject_id = '{noted["id"].GetGuid()}'"));
        Assert.True(
            (
                await site.Guide.Post(
                    "/arrivals",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        branchId = site.Branch,
                        arrivedAt = service.Clock.GetUtcNow().AddMinutes(2),
                    }
                )
            ).Refused("arrival-impossible")
        );
    }

    static async Task<(string?, string?)> Led(TestSite site, string kind)
    {
        var answer = (await LedOn(site, kind)).Answer;
        return (answer["guiding"].GetString(), answer["to"].GetString());
    }

    static async Task<(Guid Id, Answer Answer)> LedOn(TestSite site, string kind = "First")
    {
        var door = (await AtTheDoor(site)).Ok()["id"].GetGuid();
        (await site.Guide.Post($"/arrivals/{door}/greeting")).Ok();
        (await site.Guide.Put($"/arrivals/{door}/visit-type", new { kind })).Ok();
        return (door, (await site.Guide.Post($"/arrivals/{door}/lead")).Ok());
    }

    static Task<Answer> AtTheDoor(TestSite site, Guid? id = null) =>
        site.Guide.Post("/arrivals", new { id = id ?? Guid.CreateVersion7(), branchId = site.Branch });
}
