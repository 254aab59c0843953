namespace Clinic.Registration.Tests.Service;

/// <summary>What was open before there was a work list, on a database that this build has just taken over.</summary>
public sealed class WorkOfBeforeTests
{
    const int Nouns = 9;

    static readonly Guid Branch = Guid.CreateVersion7(),
        Client = Guid.CreateVersion7(),
        AtDoor = Guid.CreateVersion7(),
        YesterdaysDoor = Guid.CreateVersion7(),
        GreetedLate = Guid.CreateVersion7(),
        Excused = Guid.CreateVersion7(),
        Asked = Guid.CreateVersion7(),
        Notified = Guid.CreateVersion7(),
        Neglected = Guid.CreateVersion7(),
        NeglectedAgain = Guid.CreateVersion7(),
        Comforted = Guid.CreateVersion7(),
        Treated = Guid.CreateVersion7(),
        Returning = Guid.CreateVersion7(),
        Gone = Guid.CreateVersion7(),
        Wish = Guid.CreateVersion7(),
        Kept = Guid.CreateVersion7(),
        Mistake = Guid.CreateVersion7(),
        Page = Guid.CreateVersion7(),
        Short = Guid.CreateVersion7(),
        Roster = Guid.CreateVersion7(),
        Board = Guid.CreateVersion7(),
        ClosedDay = Guid.CreateVersion7(),
        PublishedBoard = Guid.CreateVersion7(),
        Reader = Guid.CreateVersion7();

    [Fact]
    [Rule("R-071", "R-075", "R-259")]
    public async Task What_was_open_has_its_items_after_the_start_what_was_over_has_none_and_a_second_round_makes_no_other()
    {
        Earlier service = new();
        await service.InitializeAsync();
        await service.Database.RoundEnded(Nouns);

        Assert.Equal(
            new[]
            {
                $"registration-arrival.greeting {AtDoor}",
                $"registration-arrival.greeting-excuse {GreetedLate}",
                $"registration-hand-off.acceptance {Asked}",
                $"registration-visit.collection {Notified}",
                $"registration-visit.pickup-excuse {Notified}",
                $"registration-visit.comfort {Neglected}",
                $"registration-visit.comfort {NeglectedAgain}",
                $"registration-visit.chart-return {Treated}",
                $"registration-client.return-visit {Client}",
                $"registration-appointment.time {Wish}",
                $"registration-chart-error.correction {Mistake}",
                $"registration-front-page.chart {Page}",
                $"registration-shortage.refill {Short}",
                $"registration-roster.replacement {Roster}",
                $"registration-status-board.floor {Board}",
                $"registration-status-board.publication {Board}",
                $"registration-status-board.acknowledgement {PublishedBoard} {Reader}",
            }.Order(StringComparer.Ordinal),
            await Waits(service.Database)
        );
        // By the noun's own times.
        Assert.Equal(
            0,
            await service.Database.Count(
                """
                work_item AS item LEFT JOIN visit ON visit.id = subject_id LEFT JOIN appointment ON appointment.id = subject_id
                  LEFT JOIN hand_off ON hand_off.id = subject_id LEFT JOIN status_board AS board ON board.id = subject_id
                  LEFT JOIN arrival ON arrival.id = subject_id
                WHERE item.due_at IS DISTINCT FROM CASE split_part(item.kind, '.', 2)
                  WHEN 'greeting' THEN arrival.arrived_at + interval '10 seconds' WHEN 'acceptance' THEN hand_off.due_at
                  WHEN 'collection' THEN visit.pickup_due_at
                  WHEN 'comfort' THEN (SELECT max(at) FROM trail WHERE visit.id = ANY (subjects))
                  WHEN 'time' THEN appointment.starts_at WHEN 'floor' THEN board.due_at
                  WHEN 'publication' THEN board.due_at WHEN 'replacement' THEN item.due_at WHEN 'return-visit' THEN item.due_at END
                """
            )
        );
        Assert.Equal(0, await service.Database.Count("audit WHERE actor = 'system:work-list'"));
        Assert.Equal(5, await service.Database.Count("trail"));

        var first = await service.Database.ForgetRound();
        await service.Restart();
        await service.Database.RoundEnded(Nouns);

        Assert.Equal(first, await service.Database.Sql<string>("SELECT work_item::text FROM work_item ORDER BY id"));
        await service.DisposeAsync();
    }

    static async Task<IEnumerable<string>> Waits(TestDatabase database) =>
        (await database.Sql<string>("SELECT concat_ws(' ', kind, subject_id, person_id) FROM work_item")).Order(StringComparer.Ordinal);

    // The times are of today, because what is of another day has lapsed.
    static string OfTheBuildBefore =>
        $"""
            SET session_replication_role = replica;
            INSERT INTO branch (id, name, kind, time_zone, "from")
              VALUES ('{Branch}', 'Before', 'GeneralClinic', 'Asia/Shanghai', '2026-01-01');
            INSERT INTO arrival (id, branch_id, day, arrived_at, recorded_at, recorded_by, limit_seconds, greeted_at, greeting_late,
                appointment_looked_up, mobility_impaired, name_asked)
              SELECT id::uuid, '{Branch}', current_date, now() - ago::interval, now() - ago::interval, '{Branch}', 10,
                CASE WHEN late THEN now() - ago::interval + interval '1 minute' END, late, false, false, false
              FROM (VALUES ('{AtDoor}', '1 hour', false), ('{YesterdaysDoor}', '2 days', false), ('{GreetedLate}', '2 days', true),
                ('{Excused}', '2 days', true)) AS earlier (id, ago, late);
            INSERT INTO excuse (visit_id, step, branch_id, reason, by, at)
              VALUES ('{Excused}', 'Greeting', '{Branch}', 'two buses at once', '{Branch}', now());
            INSERT INTO hand_off (id, arrival_id, branch_id, floor, accompanied, requested_by, requested_at, due_at)
              VALUES ('{Asked}', '{AtDoor}', '{Branch}', 2, false, '{Branch}', now() - interval '1 hour', now() - interval '59 minutes');
            INSERT INTO visit (id, branch_id, client_id, day, ticket_category, ticket_number, type, state, arrived_at, checked_in_at,
                checked_in_by, pickup_due_at, pickup_overdue, purchased, paid, said_version, variant, registration_fee, queue_at,
                plan_version, waiting_since, waited_too_long, chart_place, return_date, completed_at, comforted_at)
              SELECT id::uuid, '{Branch}', CASE WHEN id = '{Returning}' THEN '{Client}'::uuid ELSE gen_random_uuid() END, current_date, 'A',
                ticket, 'First', state, now() - interval '1 hour', now() - interval '1 hour', '{Branch}', due, due IS NOT NULL, false,
                false, 1, 'Clinic', 0, now(), 0, now() - interval '50 minutes', waited, 'AtDesk', back,
                back::timestamptz - interval '9 days', CASE id WHEN '{NeglectedAgain}' THEN now() - interval '20 minutes'
                  WHEN '{Comforted}' THEN now() - interval '5 minutes' END
              FROM (VALUES ('{Notified}', 1, 'DoctorNotified', now() - interval '30 minutes', false, NULL),
                ('{Neglected}', 2, 'Triaged', NULL, true, NULL), ('{NeglectedAgain}', 6, 'Triaged', NULL, true, NULL),
                ('{Comforted}', 7, 'Triaged', NULL, true, NULL), ('{Treated}', 3, 'Treated', NULL, false, NULL),
                ('{Returning}', 4, 'Farewelled', NULL, false, current_date - 2), ('{Gone}', 5, 'Farewelled', NULL, false, current_date - 2))
                AS earlier (id, ticket, state, due, waited, back);
            INSERT INTO trail (id, case_id, message_id, kind, type, branch_id, subjects, opens_with, at)
              VALUES (gen_random_uuid(), '{Returning}', gen_random_uuid(), 'fact', 'ReturnVisitDue', '{Branch}', ARRAY['{Returning}'::uuid],
                'visits.read', now() - interval '3 days');
            INSERT INTO trail (id, case_id, message_id, kind, type, branch_id, subjects, opens_with, at)
              SELECT gen_random_uuid(), id::uuid, gen_random_uuid(), 'fact', 'WaitingTooLong', '{Branch}', ARRAY[id::uuid], 'visits.read',
                now() - ago::interval
              FROM (VALUES ('{Neglected}', '30 minutes'), ('{NeglectedAgain}', '30 minutes'), ('{NeglectedAgain}', '1 minute'),
                ('{Comforted}', '30 minutes')) AS rang (id, ago);
            INSERT INTO appointment (id, branch_id, client_id, department_id, doctor_named, starts_at, ends_at, day, state, channel,
                asked_at, answered_at, any_hour)
              SELECT id::uuid, '{Branch}', gen_random_uuid(), gen_random_uuid(), false, now() + interval '2 days',
                now() + interval '3 days', current_date + 2, state, 'Escort', now(), now(), false
              FROM (VALUES ('{Wish}', 'Requested'), ('{Kept}', 'Booked')) AS earlier (id, state);
            INSERT INTO chart_error (id, branch_id, client_id, kind, finding, made_by, found_by, found_at, day, corrected_at)
              VALUES ('{Mistake}', '{Branch}', '{Client}', 'WrongEntry', 'the town', '{Branch}', '{Branch}', now(), current_date, NULL),
                (gen_random_uuid(), '{Branch}', '{Client}', 'WrongEntry', 'the street', '{Branch}', '{Branch}', now(), current_date, now());
            INSERT INTO started_page (id, branch_id, day, started_by, started_at, missing, charted, ended_at)
              VALUES ('{Page}', '{Branch}', current_date, '{Branch}', now(), '{"{}"}', false, NULL),
                (gen_random_uuid(), '{Branch}', current_date, '{Branch}', now(), '{"{}"}', true, now());
            INSERT INTO shortage (id, branch_id, floor, item, "left", seen_by, seen_at, refilled_at)
              VALUES ('{Short}', '{Branch}', 1, 'Water', 2, '{Branch}', now(), NULL),
                (gen_random_uuid(), '{Branch}', 2, 'Water', 2, '{Branch}', now(), now());
            INSERT INTO coverage_gap (id, roster_id, branch_id, post, starts_at, ends_at, found_at, filled_at)
              SELECT gen_random_uuid(), '{Roster}', '{Branch}', 'Greeter', now() + away::interval,
                now() + away::interval + interval '1 hour', now(), filled
              FROM (VALUES ('1 day', NULL), ('2 days', now()), ('-2 days', NULL)) AS gap (away, filled);
            INSERT INTO status_board (id, branch_id, day, prefilled_at, due_at, state, published_at, was_missing)
              VALUES ('{Board}', '{Branch}', current_date, now(), now() + interval '1 hour', 'Prefilled', NULL, false),
                ('{ClosedDay}', '{Branch}', current_date + 1, now(), now() + interval '1 day', 'Prefilled', NULL, false),
                ('{PublishedBoard}', '{Branch}', current_date - 1, now(), now() - interval '2 hours', 'Published', now(), false);
            INSERT INTO board_line (board_id, doctor_id, branch_id, expected, floor_id)
              VALUES ('{Board}', gen_random_uuid(), '{Branch}', 'Available', '{Branch}'),
                ('{Board}', gen_random_uuid(), '{Branch}', 'OffDuty', '{Branch}'),
                ('{ClosedDay}', gen_random_uuid(), '{Branch}', 'OffDuty', '{Branch}');
            INSERT INTO floor_report (board_id, floor_id, branch_id, reported_at)
              VALUES ('{Board}', '{Branch}', '{Branch}', NULL), ('{ClosedDay}', '{Branch}', '{Branch}', NULL),
                ('{Board}', gen_random_uuid(), '{Branch}', now());
            INSERT INTO staff_member (id, branch_id, post, post_version, presence_version, has_left)
              VALUES ('{Reader}', '{Branch}', 'Guide', 1, 1, false), (gen_random_uuid(), '{Branch}', 'Cashier', 1, 1, false);
            SELECT 1
            """;

    sealed class Earlier : RegistrationService
    {
        protected override Task Fill(TestDatabase database) => database.Upgrade(() => database.Sql<int>(OfTheBuildBefore), "SealedTexts");
    }
}
