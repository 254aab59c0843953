using System.Text.Json;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class TriageTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-262", "R-321")]
    public async Task Eight_clerks_at_once_never_give_a_client_twice_and_every_turn_follows_from_the_book()
    {
        var site = await service.OpenSite(doctors: 0);
        foreach (var weight in new[] { 1m, 1m, 0.7m, 0.5m })
            await site.DoctorOnDuty(weight);
        var visits = new List<Steps>();
        for (var number = 0; number < 48; number++)
            visits.Add(await site.CheckInNewClient());

        // Each visit is offered to two of eight clerks, while doctors go off duty and come back.
        var clerks = Enumerable.Range(0, 8).Select(_ => service.At(site.Branch, "triage.assign")).ToList();
        var work = clerks.Select(
            async (clerk, at) =>
            {
                List<Answer> answers = [];
                foreach (var visit in visits.Where((_, number) => number % 4 == at % 4))
                    answers.Add(await clerk.Post($"/visits/{visit.Id}/triage", new { departmentId = site.Department, way = "Rotation" }));
                return answers;
            }
        );
        var board = Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                await site.SetStatus(site.Doctors[round % 4], round % 3 == 0 ? "OnLeave" : "OffDuty");
                await site.SetStatus(site.Doctors[round % 4], "Available");
            }
        });
        var answers = (await Task.WhenAll(work)).SelectMany(all => all).ToList();
        await board;

        Assert.All(answers, answer => answer.Ok());
        Assert.Equal(48, answers.Select(answer => answer["decisionId"].GetGuid()).Distinct().Count());
        Assert.Equal(48, await service.Database.Count($"triage_decision WHERE department_id = '{site.Department}'"));
        await TheBookFollows(site, lines: 48);
    }

    [Fact]
    [Rule("R-262")]
    public async Task The_board_shows_every_doctor_with_status_and_todays_clients()
    {
        var site = await service.OpenSite(doctors: 3);
        await site.SetStatus(site.Doctors[2], "OnLeave");
        var first = await (await site.CheckInNewClient()).Until("collection");
        var second = await (await site.CheckInNewClient()).Until("triage");
        Assert.NotEqual(first.Doctor!.Id, second.Doctor!.Id);

        var board = (await site.Manager.Get($"/doctors?branch={site.Branch}"))
            .Ok()
            .Body.EnumerateArray()
            .ToDictionary(line => line.GetProperty("doctorId").GetGuid());

        Assert.Equal((1, 0, 1), Counts(board[first.Doctor.Id]));
        Assert.Equal((1, 1, 0), Counts(board[second.Doctor.Id]));
        Assert.Equal((0, 0, 0), Counts(board[site.Doctors[2].Id]));
        Assert.Equal("OnLeave", board[site.Doctors[2].Id].GetProperty("status").GetString());

        static (int, int, int) Counts(JsonElement line) =>
            (line.GetProperty("given").GetInt32(), line.GetProperty("waiting").GetInt32(), line.GetProperty("inRoom").GetInt32());
    }

    [Fact]
    [Rule("R-134", "R-321")]
    public async Task The_decision_tells_why_not_another_doctor()
    {
        var site = await service.OpenSite(doctors: 3);
        var (off, leave) = (site.Doctors[0], site.Doctors[1]);
        await site.SetStatus(off, "OffDuty");
        await site.SetStatus(leave, "OnLeave");
        await site.SetStatus(site.Doctors[2], "Busy");
        var visit = await site.CheckInNewClient();

        Assert.Equal(site.Doctors[2].Id, (await visit.Triage()).Ok()["doctorId"].GetGuid());

        var candidates = (await site.TriageOfficer.Get($"/visits/{visit.Id}/triage"))
            .Ok()["decisions"][0]
            .GetProperty("candidates")
            .EnumerateArray()
            .ToDictionary(
                element => element.GetProperty("doctorId").GetGuid(),
                element => element.GetProperty("excludedBecause").GetString()
            );
        Assert.Equal("OffDuty", candidates[off.Id]);
        Assert.Equal("OnLeave", candidates[leave.Id]);
        Assert.Null(candidates[site.Doctors[2].Id]);
    }

    [Fact]
    public async Task With_nobody_on_duty_the_client_keeps_waiting()
    {
        var site = await service.OpenSite(doctors: 1);
        await site.SetStatus(site.Doctors[0], "OffDuty");
        var visit = await site.CheckInNewClient();

        Assert.True((await visit.Triage()).Refused("no-doctor-on-duty"));
        Assert.Equal("Registered", (await visit.Look())["status"].GetString());
        Assert.Equal(0, await service.Database.Count($"triage_decision WHERE visit_id = '{visit.Id}'"));
    }

    [Fact]
    [Rule("R-134", "R-295")]
    public async Task Leaving_the_rotation_needs_a_doctor_on_duty_and_a_reason_and_moves_no_turn()
    {
        var site = await service.OpenSite();
        var wanted = site.Doctors[1];
        var visit = await site.CheckInNewClient();

        foreach (var way in new[] { "Designated", "SpecialFirstVisit" })
        {
            Assert.True(
                (
                    await visit.Triage(
                        new
                        {
                            departmentId = site.Department,
                            way,
                            doctorId = wanted.Id,
                        }
                    )
                ).Refused("triage-reason-required")
            );
            Assert.True(
                (
                    await visit.Triage(
                        new
                        {
                            departmentId = site.Department,
                            way,
                            reason = "asked for",
                        }
                    )
                ).Refused("triage-reason-required")
            );
        }
        Assert.True(
            (
                await visit.Triage(
                    new
                    {
                        departmentId = site.Department,
                        way = "Rotation",
                        doctorId = wanted.Id,
                    }
                )
            ).Refused("rotation-names-doctor")
        );
        Assert.True(
            (
                await visit.Triage(
                    new
                    {
                        departmentId = site.Department,
                        way = "TreatingDoctor",
                        doctorId = wanted.Id,
                    }
                )
            ).Refused("not-the-treating-doctor")
        );
        await site.SetStatus(wanted, "OnLeave");
        Assert.True((await visit.Triage(Designated())).Refused("named-doctor-not-on-duty"));
        await site.SetStatus(wanted, "Available");

        Assert.Equal(wanted.Id, (await visit.Triage(Designated())).Ok()["doctorId"].GetGuid());
        Assert.True((await visit.Triage()).Refused("already-triaged"));
        Assert.Equal(0, await service.Database.Count($"triage_entry WHERE department_id = '{site.Department}'"));
        var decision = (await site.TriageOfficer.Get($"/visits/{visit.Id}/triage")).Ok()["decisions"][0];
        Assert.Equal(
            ("Designated", "the client asks for her", false),
            (decision.GetProperty("way").GetString(), decision.GetProperty("reason").GetString(), decision.GetProperty("pays").GetBoolean())
        );

        object Designated() =>
            new
            {
                departmentId = site.Department,
                way = "Designated",
                doctorId = wanted.Id,
                reason = "the client asks for her",
            };
    }

    [Fact]
    public async Task A_returning_client_goes_to_the_doctor_who_treated_before()
    {
        var site = await service.OpenSite(doctors: 3);
        var client = await site.NewClient();
        var first = await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Until("farewell");

        Steps second = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());
        var answer = (await second.Triage(new { departmentId = site.Department, way = "TreatingDoctor" })).Ok();

        Assert.Equal(first.Doctor!.Id, answer["doctorId"].GetGuid());
    }

    [Fact]
    [Rule("R-134")]
    public async Task Triage_again_with_a_reason_takes_back_its_own_entries_and_gives_the_client_to_somebody_else()
    {
        var site = await service.OpenSite(doctors: 3);
        // The client in question is not the first who waits for the doctor.
        await site.SetPolicies(("waiting.inOrder", "false"));
        for (var count = 0; count < 4; count++)
            await (await site.CheckInNewClient()).Until("triage");
        var visit = await (await site.CheckInNewClient()).Until("doctor-notification");
        var before = visit.Doctor!.Id;
        await (await site.CheckInNewClient()).Until("triage");

        Assert.Equal("bad-request", (await visit.Retriage(new { way = "Rotation" })).Code);
        var again = (await visit.Retriage(new { reason = "the doctor was called away", way = "Rotation" })).Ok();

        Assert.NotEqual(before, again["doctorId"].GetGuid());
        Assert.Equal("Triaged", again["status"].GetString());
        Assert.Equal(0, await service.Database.Count($"due WHERE subject_id = '{visit.Id}' AND kind = 'doctor-pickup'"));
        var facts = await site.Facts(visit.Id);
        Assert.Equal(again.Text, (await visit.Retriage(new { reason = "the doctor was called away", way = "Rotation" })).Ok().Text);
        Assert.Equal(facts, await site.Facts(visit.Id));
        Assert.Equal(1, await site.Facts(visit.Id, nameof(PatientRetriaged)));
        Assert.Equal(1, await service.Database.Count($"triage_decision WHERE visit_id = '{visit.Id}' AND reversed_at IS NULL"));
        var decisions = (await site.TriageOfficer.Get($"/visits/{visit.Id}/triage")).Ok()["decisions"];
        Assert.Equal(
            "HadThisClient",
            decisions[1]
                .GetProperty("candidates")
                .EnumerateArray()
                .Single(element => element.GetProperty("doctorId").GetGuid() == before)
                .GetProperty("excludedBecause")
                .GetString()
        );
        await (await site.CheckInNewClient()).Until("triage");
        await TheBookFollows(site, lines: 9);

        (await visit.Notify()).Ok();
        (await visit.Collect()).Ok();
        Assert.True((await visit.Retriage(new { reason = "another wish", way = "Rotation" })).Refused("visit-step-out-of-order"));
    }

    [Fact]
    public async Task A_client_moves_to_another_department_and_both_books_add_up()
    {
        var site = await service.OpenSite();
        var dental = Guid.CreateVersion7();
        (
            await site.Manager.Post(
                "/departments",
                new
                {
                    id = dental,
                    branchId = site.Branch,
                    code = "DEN",
                    name = "Dental",
                }
            )
        ).Ok();
        var dentist = await site.DoctorOnDuty(department: dental);
        var visit = await (await site.CheckInNewClient()).Until("triage");

        Assert.Equal(dentist.Id, (
                await visit.Retriage(
                    new
                    {
                        reason = "toothache after all",
                        way = "Rotation",
                        departmentId = dental,
                    }
                )
            ).Ok()["doctorId"].GetGuid());

        foreach (var book in new[] { site.Department, dental })
            Assert.Equal(
                0,
                (
                    await service.Database.Sql<long>(
                        $"SELECT coalesce(sum(units), 0)::bigint FROM triage_balance WHERE department_id = '{book}'"
                    )
                )[0]
            );
        Assert.Equal(0, await service.Database.Count($"triage_balance WHERE department_id = '{site.Department}' AND units <> 0"));
    }

    [Fact]
    public async Task A_named_doctor_pays_from_the_moment_the_branch_decides_so()
    {
        var site = await service.OpenSite();
        var wanted = site.Doctors[0];
        (
            await site.Manager.Put(
                "/policies/triage.namedPays",
                new
                {
                    branchId = site.Branch,
                    value = "true",
                    from = service.Clock.GetUtcNow().AddSeconds(5),
                    reason = "too many favourites",
                },
                "\"0\""
            )
        ).Ok();
        await TriagedToWanted();
        Assert.Equal(0, await service.Database.Count($"triage_entry WHERE department_id = '{site.Department}'"));

        await service.MoveClock(TimeSpan.FromSeconds(6));
        await TriagedToWanted();

        Assert.Equal(
            [500_000L, -500_000L],
            await service.Database.Sql<long>(
                $"SELECT units FROM triage_balance WHERE department_id = '{site.Department}' ORDER BY units DESC"
            )
        );

        async Task TriagedToWanted() =>
            (
                await (await site.CheckInNewClient()).Triage(
                    new
                    {
                        departmentId = site.Department,
                        way = "Designated",
                        doctorId = wanted.Id,
                        reason = "the client asks",
                    }
                )
            ).Ok();
    }

    [Fact]
    public async Task Nobody_changes_a_line_of_the_book_not_even_the_service()
    {
        var denied = await Assert.ThrowsAsync<Npgsql.PostgresException>(async () =>
        {
            await using Npgsql.NpgsqlConnection connection = new(service.Database.Login);
            await connection.OpenAsync();
            await using Npgsql.NpgsqlCommand change = new("UPDATE triage_entry SET credit = 0", connection);
            await change.ExecuteNonQueryAsync();
        });

        Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
    }

    async Task TheBookFollows(TestSite site, int lines)
    {
        var book = BookReplay.Read((await site.TriageOfficer.Get($"/departments/{site.Department}/triage-ledger?limit=1000")).Ok().Body);
        BookReplay replay = new();
        Assert.Equal(lines, book.Select(entry => entry.Line).Distinct().Count());
        Assert.Null(replay.WhatIsWrong(book));
        Assert.Equal(0, replay.Balances.Values.Sum());
        var kept = await service.Database.Sql<string>(
            $"SELECT doctor_id || ' ' || units FROM triage_balance WHERE department_id = '{site.Department}'"
        );
        Assert.Equal(
            replay.Balances.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal),
            kept.Order(StringComparer.Ordinal)
        );
    }
}
