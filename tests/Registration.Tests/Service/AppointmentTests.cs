using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Npgsql;

namespace Clinic.Registration.Tests.Service;

public sealed class AppointmentTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-012")]
    public async Task A_request_of_another_branch_is_booked_at_the_wished_time_and_the_answer_belongs_to_the_engagement()
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var wish = escort.Wants(await site.NewClient(), escort.Soon.AddSeconds(-20));

        var booked = await escort.Books(wish);

        Assert.Equal(
            (site.Branch, wish.ClientId, site.Department, (Guid?)null, escort.Soon, wish.EngagementId),
            (booked.BranchId, booked.ClientId, booked.DepartmentId, booked.DoctorId, booked.StartsAt, booked.EngagementId)
        );
        var envelope = service
            .Bus.Envelopes<AppointmentBooked>()
            .Single(element => element.GetProperty("message").GetProperty("engagementId").GetGuid() == wish.EngagementId);
        Assert.Equal(wish.EngagementId, envelope.GetProperty("correlationId").GetGuid());
        Assert.Equal(
            [EscortDesk.Queue, nameof(AppointmentBooked)],
            (await service.Database.Sql<string>($"SELECT type FROM trail WHERE case_id = '{wish.EngagementId}'"))
                .Order(StringComparer.Ordinal)
                .Reverse()
        );
        Assert.Equal(
            1,
            await service.Database.Count(
                $"audit WHERE record = 'Appointment' AND record_id = '{booked.AppointmentId}' AND actor = 'system:appointment-desk'"
            )
        );
    }

    [Fact]
    public async Task The_desk_sees_the_appointments_of_a_day_by_time_and_nobody_sees_those_of_another_branch()
    {
        var (site, other) = (await service.OpenSite(doctors: 1), await service.OpenSite(doctors: 0));
        var escort = await EscortDesk.Opened(service, site);
        var from = escort.Soon.AddDays(3);
        var first = await escort.Books(escort.Wants(await site.NewClient(), from, site.Doctors[0].Id));
        var second = await escort.Books(escort.Wants(await site.NewClient(), from));
        var day = (await site.Desk.Get($"/appointments/{first.AppointmentId}")).Ok()["day"].GetString();

        Assert.Equal([first.AppointmentId, second.AppointmentId], await Listed($"day={day}"));
        Assert.Equal([second.AppointmentId], await Listed($"day={day}&after={first.AppointmentId}"));
        Assert.Equal([first.AppointmentId], await Listed($"day={day}&limit=1"));
        Assert.Equal([second.AppointmentId], await Listed($"engagement={second.EngagementId}"));
        Assert.DoesNotContain(first.AppointmentId, await Listed("limit=200"));
        var answer = (await site.Desk.Get($"/appointments/{second.AppointmentId}")).Ok();
        Assert.Equal(
            ("Booked", false, site.Doctors[0].Id),
            (answer["status"].GetString(), answer["doctorNamed"].GetBoolean(), answer["doctorId"].GetGuid())
        );
        Assert.Equal(TimeSpan.FromMinutes(20), answer["endsAt"].GetDateTimeOffset() - answer["startsAt"].GetDateTimeOffset());

        Assert.True((await other.Desk.Get($"/appointments/{first.AppointmentId}")).Refused("not-found"));
        Assert.True((await other.Desk.Get($"/appointments?branchId={site.Branch}")).Refused("not-found"));
        Assert.True((await site.Desk.Get($"/appointments/{Guid.CreateVersion7()}")).Refused("not-found"));
        Assert.True((await service.At(site.Branch, "clients.read").Get($"/appointments/{first.AppointmentId}")).Refused("forbidden"));
        Assert.True((await service.At(site.Branch, "clients.read").Get($"/appointments?branchId={site.Branch}")).Refused("forbidden"));
        Assert.True((await site.Desk.Get($"/appointments?branchId={site.Branch}&limit=201")).Refused("bad-request"));

        async Task<List<Guid>> Listed(string query) =>
            [
                .. (await site.Desk.Get($"/appointments?branchId={site.Branch}&{query}"))
                    .Ok()
                    .Body.EnumerateArray()
                    .Select(line => line.GetProperty("id").GetGuid()),
            ];
    }

    [Theory]
    [Rule("R-012")]
    [InlineData("branch.unknown")]
    [InlineData("client.unknown")]
    [InlineData("department.unknown")]
    [InlineData("doctor.unknown")]
    [InlineData("doctor.none")]
    [InlineData("no-slot")]
    public async Task What_cannot_be_had_is_refused_once_with_its_reason_and_a_later_request_may_be_booked(string reason)
    {
        var (site, other) = (await service.OpenSite(doctors: 1), await service.OpenSite(doctors: 1));
        var escort = await EscortDesk.Opened(service, site);
        var fine = escort.Wants(await site.NewClient());
        var empty = Guid.CreateVersion7();
        (
            await site.Manager.Post(
                "/departments",
                new
                {
                    id = empty,
                    branchId = site.Branch,
                    code = "EMPTY",
                    name = "Nobody yet",
                }
            )
        ).Ok();
        var impossible = reason switch
        {
            "branch.unknown" => fine with { ClinicBranchId = Guid.CreateVersion7() },
            "client.unknown" => fine with { ClientId = await other.NewClient() },
            "department.unknown" => fine with { DepartmentId = other.Department },
            "doctor.unknown" => fine with { DoctorId = other.Doctors[0].Id },
            "doctor.none" => fine with { DepartmentId = empty },
            _ => fine with { WishedFrom = service.Clock.GetUtcNow().AddHours(-5) },
        };

        var refused = await escort.IsRefused(impossible);

        Assert.Equal(
            (reason, fine.EngagementId, impossible.ClinicBranchId, impossible.ClientId),
            (refused.ReasonCode, refused.EngagementId, refused.BranchId, refused.ClientId)
        );
        Assert.Empty(await escort.Row(fine.EngagementId));
        Assert.Equal(escort.Soon, (await escort.Books(fine with { OccurredAt = fine.OccurredAt.AddSeconds(1) })).StartsAt);
    }

    [Fact]
    public async Task A_doctor_who_left_is_not_booked_any_more()
    {
        var site = await service.OpenSite(doctors: 2);
        var escort = await EscortDesk.Opened(service, site);
        var (gone, stays) = (site.Doctors[0].Id, site.Doctors[1].Id);
        await service.Bus.Say(new EmployeeLeft(gone, site.Branch, "Resigned", DateTimeOffset.UtcNow, 2), gone);
        await Eventually.Is(async () => await service.Database.Count($"staff_member WHERE id = '{gone}' AND has_left") == 1);
        var client = await site.NewClient();

        Assert.Equal("doctor.unknown", (await escort.IsRefused(escort.Wants(client, doctor: gone))).ReasonCode);
        Assert.Equal(stays, (await escort.Books(escort.Wants(client, doctor: stays))).DoctorId);
    }

    [Fact]
    public async Task Doctor_and_client_are_each_in_one_place_at_a_time_and_the_next_free_time_is_given()
    {
        var site = await service.OpenSite(doctors: 2);
        var escort = await EscortDesk.Opened(service, site);
        var (wanted, other) = (site.Doctors[0].Id, site.Doctors[1].Id);
        var client = await site.NewClient();

        Assert.Equal(escort.Soon, (await escort.Books(escort.Wants(client, doctor: wanted))).StartsAt);
        // The client's second engagement of the day begins when the first is over, although another doctor is free before.
        Assert.Equal(escort.Soon.AddMinutes(20), (await escort.Books(escort.Wants(client, doctor: other))).StartsAt);
        // Half of the wished time is taken.
        Assert.Equal((wanted, escort.Soon.AddMinutes(20)), await Named(escort.Soon.AddMinutes(10)));
        Assert.Equal((wanted, escort.Soon.AddMinutes(40)), await Named(escort.Soon));
        // Ends when the next begins.
        Assert.Equal((wanted, escort.Soon.AddMinutes(-20)), await Named(escort.Soon.AddMinutes(-20)));
        // Whoever names nobody gets the time of the doctor who is free.
        var any = await escort.Books(escort.Wants(await site.NewClient()));
        Assert.Equal(((Guid?)null, escort.Soon), (any.DoctorId, any.StartsAt));
        Assert.Equal(other, (await site.Desk.Get($"/appointments/{any.AppointmentId}")).Ok()["doctorId"].GetGuid());

        async Task<(Guid?, DateTimeOffset)> Named(DateTimeOffset from)
        {
            var booked = await escort.Books(escort.Wants(await site.NewClient(), from, wanted));
            return (booked.DoctorId, booked.StartsAt);
        }
    }

    [Fact]
    public async Task Length_and_search_are_settings_of_the_branch()
    {
        var site = await service.OpenSite(doctors: 1);
        foreach (var (key, value) in new[] { ("appointment.slotMinutes", "45"), ("appointment.searchHours", "1") })
            (
                await site.Manager.Put(
                    $"/policies/{key}",
                    new
                    {
                        branchId = site.Branch,
                        value,
                        from = service.Clock.GetUtcNow().AddSeconds(5),
                        reason = "long treatments",
                    },
                    "\"0\""
                )
            ).Ok();
        await service.MoveClock(TimeSpan.FromSeconds(6));
        var escort = await EscortDesk.Opened(service, site);

        var starts = new[] { 0, 45 }.Select(minutes => escort.Soon.AddMinutes(minutes));
        foreach (var start in starts)
            Assert.Equal(start, (await escort.Books(escort.Wants(await site.NewClient()))).StartsAt);
        Assert.Equal("no-slot", (await escort.IsRefused(escort.Wants(await site.NewClient()))).ReasonCode);
    }

    [Fact]
    public async Task The_same_request_under_whichever_message_is_answered_with_the_same_appointment()
    {
        var site = await service.OpenSite(doctors: 2);
        var escort = await EscortDesk.Opened(service, site);
        var wish = escort.Wants(await site.NewClient());
        var message = await escort.Say(wish);
        var first = await escort.Answer<AppointmentBooked>(message);

        for (var count = 0; count < 5; count++)
            await service.Bus.Say(wish, wish.EngagementId, message);
        var messages = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => service.Bus.Say(wish, wish.EngagementId)));

        foreach (var again in messages)
        {
            await escort.Applied(again);
            Assert.Equal(first, await escort.Answer<AppointmentBooked>(again));
        }
        Assert.Single(await escort.Row(wish.EngagementId));
        Assert.Equal(13, await service.Database.Count($"trail WHERE case_id = '{wish.EngagementId}' AND kind = 'fact'"));
    }

    [Fact]
    public async Task A_connection_lost_between_commit_and_acknowledgement_books_and_answers_once()
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var wish = escort.Wants(await site.NewClient());
        var before = await service.Database.Count("started WHERE starts >= 1");
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var message = await escort.Say(wish);

        await Eventually.Is(async () => await service.Database.Count("started WHERE starts >= 1") > before);
        await escort.Books(escort.Wants(await site.NewClient()));
        await Eventually.Is(async () => await service.Bus.Waiting(EscortDesk.Queue) == 0);
        await escort.Answer<AppointmentBooked>(message);
        Assert.Single(await escort.Row(wish.EngagementId));
    }

    // A wish that can be had moves the appointment; one that cannot leaves it; either way it does not matter which is heard first.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_wishes_of_one_engagement_end_the_same_in_either_order(bool laterCanBeHad)
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var client = await site.NewClient();
        List<string> ends = [];
        foreach (var turned in new[] { false, true })
        {
            var (day, engagement) = (escort.Soon.AddDays(turned ? 1 : 2), Guid.CreateVersion7());
            var earlier = escort.Wants(client, day, engagement: engagement);
            var later = earlier with
            {
                WishedFrom = day.AddHours(3),
                DoctorId = laterCanBeHad ? site.Doctors[0].Id : Guid.CreateVersion7(),
                OccurredAt = earlier.OccurredAt.AddSeconds(1),
            };

            foreach (var wish in turned ? new[] { later, earlier, earlier } : [earlier, later, earlier])
                await escort.Say(wish);

            ends.Add(
                Assert
                    .Single(await escort.Row(engagement))
                    .Replace($" {(laterCanBeHad ? later : earlier).WishedFrom.ToUnixTimeSeconds()} ", " wished ", StringComparison.Ordinal)
            );
        }

        Assert.Equal($"{client} {site.Doctors[0].Id} {(laterCanBeHad ? "t" : "f")} Booked wished 1200", Assert.Single(ends.Distinct()));
    }

    [Fact]
    public async Task A_moved_appointment_keeps_its_id_and_gives_the_old_time_back_and_one_that_stays_is_the_answer()
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var wish = escort.Wants(await site.NewClient());
        var first = await escort.Books(wish);

        var moved = await escort.Books(
            wish with
            {
                WishedFrom = wish.WishedFrom.AddMinutes(10),
                OccurredAt = wish.OccurredAt.AddSeconds(1),
            }
        );
        Assert.Equal((first.AppointmentId, escort.Soon.AddMinutes(10)), (moved.AppointmentId, moved.StartsAt));
        Assert.Equal(
            escort.Soon.AddMinutes(-10),
            (await escort.Books(escort.Wants(await site.NewClient(), escort.Soon.AddMinutes(-10)))).StartsAt
        );

        var stays = await escort.Books(wish with { DepartmentId = Guid.CreateVersion7(), OccurredAt = wish.OccurredAt.AddSeconds(2) });
        Assert.Equal((moved.AppointmentId, moved.StartsAt, site.Department), (stays.AppointmentId, stays.StartsAt, stays.DepartmentId));
        Assert.True(stays.OccurredAt > moved.OccurredAt);
    }

    [Fact]
    public async Task Thirty_requests_at_once_for_one_doctor_share_the_times_without_an_overlap_and_the_rest_are_refused()
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var clients = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => site.NewClient($"Client {number}")));
        var wishes = clients.Select(client => escort.Wants(client, doctor: site.Doctors[0].Id)).ToList();

        var messages = await Task.WhenAll(wishes.Select(wish => service.Bus.Say(wish, wish.EngagementId)));
        foreach (var message in messages)
            await escort.Applied(message);

        var starts = await service.Database.Sql<long>(
            $"SELECT extract(epoch FROM starts_at)::bigint FROM appointment WHERE branch_id = '{site.Branch}' ORDER BY 1"
        );
        Assert.Equal(Enumerable.Range(0, 13).Select(slot => escort.Soon.AddMinutes(20 * slot).ToUnixTimeSeconds()), starts);
        Assert.Equal(13, await service.Database.Count($"trail WHERE branch_id = '{site.Branch}' AND type = '{nameof(AppointmentBooked)}'"));
        Assert.Equal(
            17,
            await service.Database.Count($"trail WHERE branch_id = '{site.Branch}' AND type = '{nameof(AppointmentRefused)}'")
        );
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    [Theory]
    [InlineData("doctor_id", "appointment_doctor_once_at_a_time")]
    [InlineData("client_id", "appointment_client_once_at_a_time")]
    public async Task The_database_itself_lets_nobody_be_in_two_appointments_at_once(string whose, string constraint)
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var (client, second) = (await site.NewClient(), await site.NewClient());
        var booked = await escort.Books(escort.Wants(client));

        await Copy("20 minutes");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Copy("19 minutes"));

        Assert.Equal((PostgresErrorCodes.ExclusionViolation, constraint), (refused.SqlState, refused.ConstraintName));

        // A time beside or across the first one, with the same doctor or the same client and everything else different.
        Task Copy(string after) =>
            service.Database.Sql<Guid>(
                $"""
                INSERT INTO appointment (id, branch_id, client_id, department_id, doctor_id, doctor_named, starts_at, ends_at, day, state,
                  asked_at, answered_at)
                SELECT gen_random_uuid(), branch_id, {(whose == "client_id" ? "client_id" : $"'{second}'")}, department_id, {(
                    whose == "doctor_id" ? "doctor_id" : "gen_random_uuid()"
                )},
                  false, starts_at + interval '{after}', ends_at + interval '1 hour', day, 'CheckedIn', asked_at, answered_at
                    FROM appointment WHERE id = '{booked.AppointmentId}' RETURNING id
                """
            );
    }
}
