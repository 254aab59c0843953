using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class RosterTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-281")]
    public async Task The_ground_floor_needs_registration_a_greeter_the_waiting_area_and_somebody_for_retention_all_day()
    {
        await service.Bus.Listen<BranchOpened>();
        var (site, desk, supervisor) = await Staffed();
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.Hire(site.Branch, Post.Guide)));
        var roster = Guid.CreateVersion7();
        var draft = await supervisor.Put(
            $"/rosters/{roster}",
            Of(
                site,
                desk.Tomorrow,
                (people[0], "RegistrationTriage", "08:00:00", "18:00:00"),
                (people[1], "Greeter", "08:00:00", "18:00:00"),
                (people[2], "WaitingArea", "09:30:00", "18:00:00"),
                (site.Doctors[0].Id, "Doctor", "08:00:00", "12:00:00")
            )
        );

        var published = (await supervisor.Post($"/rosters/{roster}/publication", new { }, draft.Ok().ETag)).Ok();

        Assert.Equal(
            [("WaitingArea", desk.At(8), desk.At(9, 30)), ("Retention", desk.At(8), desk.At(18))],
            Gaps(published).OrderBy(gap => gap.To)
        );
        Assert.Equal(2, await service.Database.Count($"trail WHERE case_id = '{roster}' AND type = '{nameof(PostCoverageFailed)}'"));
        var replaced = (
            await supervisor.Post($"/rosters/{roster}/replacements", Replacement(people[3], "Retention", "08:00:00", "18:00:00"))
        ).Ok();
        Assert.Equal(
            "DutyDirector",
            replaced["shifts"]
                .EnumerateArray()
                .Single(shift => shift.GetProperty("post").GetString() == "Retention")
                .GetProperty("title")
                .GetString()
        );
        Assert.Equal(
            people[3],
            replaced["gaps"]
                .EnumerateArray()
                .Single(gap => gap.GetProperty("post").GetString() == "Retention")
                .GetProperty("filledBy")
                .GetGuid()
        );
        Assert.Single(Gaps(replaced));
        Assert.True(
            (
                await supervisor.Post($"/rosters/{roster}/replacements", Replacement(people[3], "WaitingArea", "08:00:00", "09:30:00"))
            ).Refused("shifts-overlap")
        );
    }

    [Fact]
    public async Task Every_other_floor_needs_somebody_and_an_absence_opens_a_gap_that_ends_with_it()
    {
        var (site, desk, supervisor) = await Staffed();
        var (ground, first) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (
            await site.Manager.Post(
                "/places",
                new
                {
                    id = ground,
                    branchId = site.Branch,
                    kind = "Floor",
                    code = "G",
                    name = "Ground",
                    isGround = true,
                }
            )
        ).Ok();
        (
            await site.Manager.Post(
                "/places",
                new
                {
                    id = first,
                    branchId = site.Branch,
                    kind = "Floor",
                    code = "1",
                    name = "First",
                }
            )
        ).Ok();
        var people = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => service.Hire(site.Branch, Post.Guide)));
        string[] posts = ["RegistrationTriage", "Greeter", "WaitingArea", "Retention"];
        var roster = Guid.CreateVersion7();
        object[] duties =
        [
            .. posts.Select(
                (post, number) =>
                    (object)
                        new
                        {
                            employeeId = people[number],
                            post,
                            from = "08:00:00",
                            to = "18:00:00",
                            floorId = ground,
                        }
            ),
            new
            {
                employeeId = people[4],
                post = "FloorGuide",
                from = "08:00:00",
                to = "18:00:00",
                floorId = first,
            },
        ];
        var draft = (
            await supervisor.Put(
                $"/rosters/{roster}",
                new
                {
                    branchId = site.Branch,
                    day = desk.Tomorrow,
                    duties,
                }
            )
        ).Ok();
        Assert.Empty(Gaps((await supervisor.Post($"/rosters/{roster}/publication", new { }, draft.ETag)).Ok()));
        LeaveApproved leave = new(
            Guid.CreateVersion7(),
            people[4],
            site.Branch,
            LeaveKind.Sick,
            desk.At(10),
            desk.At(12),
            service.Clock.GetUtcNow(),
            1
        );

        await service.Applied(await service.Bus.Say(leave, leave.LeaveId), "registration-note-absence-when-leave-approved");

        Assert.Equal([("FloorGuide", desk.At(10), desk.At(12))], Gaps(await Read()));
        await service.Applied(
            await service.Bus.Say(new LeaveCancelled(leave.LeaveId, people[4], site.Branch, service.Clock.GetUtcNow(), 2), leave.LeaveId),
            "registration-end-absence-when-leave-cancelled"
        );
        Assert.Empty(Gaps(await Read()));
        await service.Applied(
            await service.Bus.Say(new EmployeeLeft(people[3], site.Branch, "Resigned", service.Clock.GetUtcNow(), 2), people[3]),
            "registration-forget-employee-when-employee-left"
        );
        Assert.Equal([("Retention", desk.At(8), desk.At(18))], Gaps(await Read()));

        async Task<Answer> Read() => (await supervisor.Get($"/rosters?branch={site.Branch}&day={desk.Tomorrow:O}")).Ok();
    }

    [Fact]
    public async Task Doctors_are_booked_within_their_shifts_once_the_day_has_a_published_roster()
    {
        var (site, desk, supervisor) = await Staffed();
        var escort = await EscortDesk.Opened(service, site);
        var (early, off) = (site.Doctors[0].Id, site.Doctors[1].Id);
        var (roster, wish) = (Guid.CreateVersion7(), await desk.Wish());
        var draft = (await supervisor.Put($"/rosters/{roster}", Of(site, desk.Tomorrow, (early, "Doctor", "08:00:00", "12:00:00")))).Ok();
        (await desk.Hold(wish, desk.At(14), off)).Ok();
        (await supervisor.Post($"/rosters/{roster}/publication", new { }, draft.ETag)).Ok();

        Assert.Equal(["DoctorNotOnRoster"], AppointmentDesk.Conflicts(await desk.Hold(wish, desk.At(15), off)));
        Assert.Equal(["DoctorNotOnRoster"], AppointmentDesk.Conflicts(await desk.Hold(wish, desk.At(11, 50), early)));
        (await desk.Hold(wish, desk.At(11, 40), early)).Ok();
        var free = (await desk.Clerk.Get($"/appointments/slots?departmentId={site.Department}&day={desk.Tomorrow:O}"))
            .Ok()
            .Body.EnumerateArray()
            .ToList();
        Assert.Equal(
            (11, early),
            (
                free.Count,
                Assert.Single(free.SelectMany(slot => slot.GetProperty("doctorIds").EnumerateArray()).Select(id => id.GetGuid()).Distinct())
            )
        );
        Assert.Equal(desk.At(8), (await escort.Books(escort.Wants(await site.NewClient(), desk.At(6)))).StartsAt);
        Assert.Equal("no-slot", (await escort.IsRefused(escort.Wants(await site.NewClient(), desk.At(6), off))).ReasonCode);
    }

    [Fact]
    [Rule("R-287")]
    public async Task The_establishment_of_guides_is_nineteen_or_what_the_branch_says()
    {
        var (site, desk, supervisor) = await Staffed();
        await service.Hire(site.Branch, Post.Guide);
        var draft = (await supervisor.Put($"/rosters/{Guid.CreateVersion7()}", Of(site, desk.Tomorrow))).Ok();
        Assert.Equal((1, 19), (draft["guides"].GetInt32(), draft["guidesEstablished"].GetInt32()));

        (
            await site.Manager.Put(
                "/policies/headcount.guides",
                new
                {
                    branchId = site.Branch,
                    value = "4",
                    from = service.Clock.GetUtcNow().AddSeconds(5),
                    reason = "a small site",
                },
                "\"0\""
            )
        ).Ok();
        await service.MoveClock(TimeSpan.FromSeconds(6));

        Assert.Equal(
            4,
            (await supervisor.Get($"/rosters?branch={site.Branch}&day={desk.Tomorrow:O}")).Ok()["guidesEstablished"].GetInt32()
        );
    }

    [Fact]
    public async Task Bad_input_of_a_roster_is_a_clear_problem_and_changes_nothing()
    {
        var (site, desk, supervisor) = await Staffed();
        var other = await service.OpenSite(doctors: 1);
        var (guide, roster, published) = (await service.Hire(site.Branch, Post.Guide), Guid.CreateVersion7(), Guid.CreateVersion7());
        var draft = (await supervisor.Put($"/rosters/{roster}", Of(site, desk.Tomorrow, (guide, "Greeter", "08:00:00", "12:00:00")))).Ok();
        Assert.Equal(
            draft.Text,
            (await supervisor.Put($"/rosters/{roster}", Of(site, desk.Tomorrow, (guide, "Greeter", "08:00:00", "12:00:00")))).Ok().Text
        );
        var after = (
            await supervisor.Put($"/rosters/{published}", Of(site, desk.Tomorrow.AddDays(1), (guide, "Greeter", "08:00:00", "12:00:00")))
        ).Ok();
        after = (await supervisor.Post($"/rosters/{published}/publication", new { }, after.ETag)).Ok();
        await site.MarkAway(site.Doctors[1].Id, desk.At(8), desk.At(9));
        var before = await Fingerprint();

        (object Body, string? ETag, string? Code)[] bad =
        [
            (Of(site, desk.Tomorrow, (guide, "Greeter", "12:00:00", "08:00:00")), draft.ETag, "shift-turned"),
            (
                Of(site, desk.Tomorrow, (guide, "Greeter", "08:00:00", "12:00:00"), (guide, "Retention", "11:00:00", "13:00:00")),
                draft.ETag,
                "shifts-overlap"
            ),
            (Of(site, desk.Tomorrow, (other.Doctors[0].Id, "Greeter", "08:00:00", "12:00:00")), draft.ETag, "not-for-this-post"),
            (Of(site, desk.Tomorrow, (guide, "Doctor", "08:00:00", "12:00:00")), draft.ETag, "not-for-this-post"),
            (Of(site, desk.Tomorrow, (site.Doctors[1].Id, "Doctor", "08:30:00", "12:00:00")), draft.ETag, "away-then"),
            (Of(site, desk.Tomorrow, (guide, "Greeter", "08:00:00", "13:00:00")), null, "if-match-required"),
            (Of(site, desk.Tomorrow, (guide, "Greeter", "08:00:00", "13:00:00")), "\"1\"", "stale"),
            (Of(site, desk.Tomorrow.AddDays(3)), draft.ETag, "id-taken"),
            (Of(site, desk.Tomorrow.AddDays(-3)), null, "roster-day-impossible"),
            (Of(other, desk.Tomorrow), null, "not-found"),
            (Of(site, desk.Tomorrow, (guide, "Sweeper", "08:00:00", "13:00:00")), draft.ETag, null),
            (
                new
                {
                    branchId = site.Branch,
                    day = desk.Tomorrow,
                    duties = new[]
                    {
                        new
                        {
                            employeeId = guide,
                            post = "Greeter",
                            from = "08:00:00",
                            to = "25:00:00",
                        },
                    },
                },
                draft.ETag,
                null
            ),
        ];
        foreach (var (body, etag, code) in bad)
        {
            var answer = await supervisor.Put($"/rosters/{roster}", body, etag);
            Assert.True(code is null ? 400 == (int)answer.Status : answer.Refused(code), $"{code}: {(int)answer.Status} {answer.Text}");
        }
        Assert.True((await supervisor.Put($"/rosters/{Guid.CreateVersion7()}", Of(site, desk.Tomorrow))).Refused("roster-of-day-taken"));
        Assert.True(
            (await supervisor.Put($"/rosters/{published}", Of(site, desk.Tomorrow.AddDays(1)), after.ETag)).Refused("roster-published")
        );
        Assert.True(
            (await supervisor.Post($"/rosters/{roster}/replacements", Replacement(guide, "Greeter", "14:00:00", "15:00:00"))).Refused(
                "roster-not-published"
            )
        );
        Assert.True((await supervisor.Post($"/rosters/{roster}/publication")).Refused("if-match-required"));
        Assert.True((await supervisor.Post($"/rosters/{Guid.CreateVersion7()}/publication")).Refused("not-found"));
        Assert.True((await site.Desk.Put($"/rosters/{roster}", Of(site, desk.Tomorrow))).Refused("forbidden"));
        Assert.Equal(before, await Fingerprint());

        Task<List<string>> Fingerprint() =>
            service.Database.Sql<string>(
                "SELECT coalesce(string_agg(s::text, ';' ORDER BY s.id), '') || (SELECT string_agg(r::text || r.xmin::text, ';' "
                    + $"ORDER BY r.id) FROM roster AS r WHERE branch_id = '{site.Branch}') "
                    + $"FROM shift AS s WHERE branch_id = '{site.Branch}'"
            );
    }

    [Fact]
    [Rule("R-095", "R-291")]
    public async Task A_newcomer_who_is_alone_at_a_post_shows_on_the_roster_until_the_onboarding_is_completed()
    {
        const string queue = "registration-note-onboarding-when-onboarding-completed";
        var (site, desk, supervisor) = await Staffed();
        var (newcomer, guide) = (await service.Hire(site.Branch, Post.Guide), await service.Hire(site.Branch, Post.Guide));
        OnboardingCompleted completed = new(guide, site.Branch, "clinic", 40m, service.Clock.GetUtcNow());
        var message = await service.Bus.Say(completed, guide);
        await service.Applied(message, queue);
        await service.Bus.Say(completed, guide, message);
        await service.Applied(await service.Bus.Say(completed, guide), queue);
        var roster = (
            await supervisor.Put(
                $"/rosters/{Guid.CreateVersion7()}",
                Of(
                    site,
                    desk.Tomorrow,
                    (newcomer, "Greeter", "08:00:00", "12:00:00"),
                    (guide, "Greeter", "10:00:00", "18:00:00"),
                    (site.Doctors[0].Id, "WaitingArea", "08:00:00", "09:00:00")
                )
            )
        ).Ok();

        Assert.Equal(
            [(site.Doctors[0].Id, desk.At(8), desk.At(9)), (newcomer, desk.At(8), desk.At(10))],
            Alone(roster).OrderBy(line => line.To)
        );

        await service.Applied(await service.Bus.Say(completed with { EmployeeId = newcomer }, newcomer), queue);
        var look = (await supervisor.Get($"/rosters?branch={site.Branch}&day={desk.Tomorrow:O}")).Ok();
        Assert.Equal(site.Doctors[0].Id, Assert.Single(Alone(look)).Who);

        static List<(Guid Who, DateTimeOffset From, DateTimeOffset To)> Alone(Answer answer) =>
            [
                .. answer["newcomersAlone"]
                    .EnumerateArray()
                    .Select(line =>
                        (
                            line.GetProperty("employeeId").GetGuid(),
                            line.GetProperty("startsAt").GetDateTimeOffset(),
                            line.GetProperty("endsAt").GetDateTimeOffset()
                        )
                    ),
            ];
    }

    async Task<(TestSite TestSite, AppointmentDesk Desk, Person Supervisor)> Staffed()
    {
        var site = await service.OpenSite(doctors: 2);
        return (site, new(site), service.At(site.Branch, "rosters.write", "directory.read"));
    }

    static object Of(TestSite site, DateOnly day, params (Guid Who, string Post, string From, string To)[] duties) =>
        new
        {
            branchId = site.Branch,
            day,
            duties = duties
                .Select(pair => new
                {
                    employeeId = pair.Who,
                    post = pair.Post,
                    from = pair.From,
                    to = pair.To,
                })
                .ToArray(),
        };

    static object Replacement(Guid who, string post, string from, string to) =>
        new
        {
            id = Guid.CreateVersion7(),
            duty = new
            {
                employeeId = who,
                post,
                from,
                to,
            },
        };

    static List<(string? Post, DateTimeOffset From, DateTimeOffset To)> Gaps(Answer roster) =>
        [
            .. roster["gaps"]
                .EnumerateArray()
                .Where(gap => gap.GetProperty("filledAt").ValueKind == System.Text.Json.JsonValueKind.Null)
                .Select(gap =>
                    (
                        gap.GetProperty("post").GetString(),
                        gap.GetProperty("startsAt").GetDateTimeOffset(),
                        gap.GetProperty("endsAt").GetDateTimeOffset()
                    )
                ),
        ];
}
