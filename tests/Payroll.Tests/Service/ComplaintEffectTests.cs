using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class ComplaintEffectTests(PayrollService payroll)
{
    [Fact]
    public async Task A_filed_complaint_marks_the_accused_and_has_no_effect_on_pay()
    {
        var (site, of) = await Here();

        await of.PublishAndWait(of.Filed());

        var held = (await payroll.At(site.Id, "payruns.read").Get("/performance/held")).Ok()["held"].EnumerateArray().Single();
        Assert.Equal("responsibility-open", held.GetProperty("reasonCode").GetString());
        Assert.Equal([of.Escort], held.GetProperty("employeeIds").EnumerateArray().Select(element => element.GetGuid()));
        Assert.Empty(await of.Lines());
    }

    [Fact]
    public async Task Found_responsible_it_counts_once_and_a_case_waits_for_a_human()
    {
        var (site, of) = await Here();
        await of.PublishAndWait(of.Filed());

        await of.PublishAndWait(of.Determined(of.Escort));
        await of.PublishAndWait(of.Closed());

        Assert.Equal(["UpheldComplaint 1 2024-03-02 Complaint"], await of.Lines());
        Assert.Equal(
            ["Opened Complaint rudeness NotSaid Major"],
            await payroll.Database.Sql<string>(
                "SELECT concat_ws(' ', state, source, rule_code, loss, severity, kind) FROM discipline_case "
                    + $"WHERE source_id = '{of.Complaint}' AND person_id = '{of.Escort}' AND branch_id = '{site.Id}'"
            )
        );
        Assert.Equal(0, (await payroll.At(site.Id, "payruns.read").Get("/performance/held")).Ok()["held"].GetArrayLength());
    }

    [Fact]
    public async Task With_nobody_responsible_nothing_follows()
    {
        var (site, of) = await Here();

        await of.PublishAndWait(of.Determined(null));

        Assert.Empty(await of.Lines());
        Assert.Equal(1, await payroll.Database.Count($"complaint_note WHERE id = '{of.Complaint}' AND standing = 'NotUpheld'"));
        Assert.Equal(0, await payroll.Database.Count($"discipline_case WHERE branch_id = '{site.Id}'"));
    }

    [Fact]
    public async Task Overturned_it_is_taken_back_by_a_line_that_names_it_and_both_cases_fall()
    {
        var (site, of) = await Here();
        await of.PublishAndWait(of.Determined(of.Escort));
        await of.PublishAndWait(of.FailedTwice(afterComplaint: true));

        var message = await of.PublishAndWait(of.Overturned());

        Assert.Equal(["UpheldComplaint 1 2024-03-02 Complaint", "UpheldComplaint -1 2024-03-02 Complaint back"], await of.Lines());
        Assert.Equal(
            ["Dropped overturned", "Dropped overturned"],
            await payroll.Database.Sql<string>(
                $"SELECT concat_ws(' ', state, drop_code) FROM discipline_case WHERE branch_id = '{site.Id}'"
            )
        );
        Assert.Equal(
            1,
            await payroll.Database.Count(
                $"performance_entry WHERE cause_message_id = '{message}' AND case_id = '{of.Case}' AND reverses_id IS NOT NULL"
            )
        );
        Assert.Equal(2, await payroll.Database.Count($"trail WHERE cause_id = '{message}' AND type = 'DisciplineCaseDropped'"));
    }

    [Fact]
    public async Task A_case_of_another_branch_that_the_complaint_led_to_falls_as_well()
    {
        var ((_, of), (other, _)) = (await Here(), await Here());
        await of.PublishAndWait(of.FailedTwice(afterComplaint: true) with { BranchId = other.Id });

        await of.PublishAndWait(of.Overturned());

        Assert.Equal(1, await payroll.Database.Count($"discipline_case WHERE branch_id = '{other.Id}' AND state = 'Dropped'"));
    }

    [Fact]
    public async Task A_newer_finding_replaces_an_older_one_in_every_order()
    {
        List<string> ends = [];
        foreach (var newerFirst in new[] { false, true })
        {
            var (_, of) = await Here();
            var (older, newer) = (of.Determined(Guid.CreateVersion7()), of.Determined(of.Escort, version: 3));
            foreach (var fact in newerFirst ? [newer, older] : new[] { older, newer })
                await of.PublishAndWait(fact);
            ends.Add(
                string.Join(
                    ' ',
                    await payroll.Database.Sql<string>(
                        $"SELECT sum(value)::text FROM performance_entry WHERE source_id = '{of.Complaint}' GROUP BY person_id HAVING "
                            + "sum(value) <> 0"
                    )
                )
            );
            Assert.Equal(
                1,
                await payroll.Database.Count(
                    $"discipline_case WHERE source_id = '{of.Complaint}' AND person_id = '{of.Escort}' AND state = 'Opened'"
                )
            );
            Assert.Equal(
                0,
                await payroll.Database.Count(
                    $"discipline_case WHERE source_id = '{of.Complaint}' AND person_id <> '{of.Escort}' AND state = 'Opened'"
                )
            );
        }
        Assert.Equal(["1.0000", "1.0000"], ends);
    }

    [Fact]
    public async Task Every_order_of_filing_finding_closing_overturning_and_failed_exams_ends_the_same()
    {
        List<string> ends = [];
        foreach (var some in EveryOrder.Of(0, 1, 2, 3, 4).Chunk(12))
            ends.AddRange(await Task.WhenAll(some.Select(End)));

        var end = Assert.Single(ends.Distinct());
        Assert.Equal(2, end.Split('\n').Count(line => line.StartsWith("entry ", StringComparison.Ordinal)));
        Assert.Equal(
            2,
            end.Split('\n')
                .Count(line =>
                    line.StartsWith("case ", StringComparison.Ordinal) && line.Contains(" Dropped overturned", StringComparison.Ordinal)
                )
        );

        async Task<string> End(int[] order)
        {
            var (_, of) = await Here();
            foreach (var step in order)
                await of.PublishAndWait(
                    step switch
                    {
                        0 => of.Filed(),
                        1 => of.Determined(of.Escort),
                        2 => of.Closed(),
                        3 => of.Overturned(),
                        _ => of.FailedTwice(afterComplaint: true),
                    }
                );
            return await of.State();
        }
    }

    [Fact]
    public async Task Finding_and_overturning_before_the_branch_is_known_end_the_same()
    {
        List<string> ends = [];
        foreach (var order in EveryOrder.Of(0, 1, 2))
        {
            var site = payroll.BranchNotHeardOf();
            OtherServicesFacts of = new(payroll, site.Id);
            List<Guid> said = [];
            foreach (var step in order)
            {
                said.Add(step == 0 ? await site.SayOpened() : await of.Publish(step == 1 ? of.Determined(of.Escort) : of.Overturned()));
                await payroll.Heard(said[^1]);
            }
            await payroll.Settled(said);
            ends.Add(await of.State());
        }
        Assert.Equal(2, Assert.Single(ends.Distinct()).Split('\n').Count(line => line.StartsWith("entry ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Found_responsible_again_after_an_overturning_it_counts_again_with_a_case_of_its_own()
    {
        var (site, of) = await Here();
        await of.PublishAndWait(of.Determined(of.Escort));
        await of.PublishAndWait(of.Overturned());

        await of.PublishAndWait(of.Determined(of.Escort, version: 6));

        Assert.Equal(
            [
                "UpheldComplaint 1 2024-03-02 Complaint",
                "UpheldComplaint -1 2024-03-02 Complaint back",
                "UpheldComplaint 1 2024-03-02 Complaint",
            ],
            await of.Lines()
        );
        Assert.Equal(["Dropped", "Opened"], await Cases(of));
        Assert.Equal(0, await payroll.Database.Count($"parked WHERE convert_from(body, 'UTF8') LIKE '%{of.Complaint}%'"));
        // And once more: what counts now is taken back, not what was taken back before.
        await of.PublishAndWait(of.Overturned(version: 7));
        Assert.Equal(4, (await of.Lines()).Count);
        Assert.Equal(0, await payroll.Database.Count($"discipline_case WHERE branch_id = '{site.Id}' AND state = 'Opened'"));
        Assert.Equal(["0.0000"], await Sums(of));
    }

    [Fact]
    public async Task Every_order_of_finding_overturning_reopening_and_finding_again_counts_once()
    {
        List<string> ends = [];
        foreach (var some in EveryOrder.Of(0, 1, 2, 3).Chunk(12))
            ends.AddRange(await Task.WhenAll(some.Select(End)));

        Assert.Equal("1.0000 Upheld Opened", Assert.Single(ends.Distinct()));

        async Task<string> End(int[] order)
        {
            var (_, of) = await Here();
            foreach (var step in order)
                await of.PublishAndWait(
                    step switch
                    {
                        0 => of.Determined(of.Escort),
                        1 => of.Overturned(),
                        2 => of.Reopened(),
                        _ => of.Determined(of.Escort, version: 6),
                    }
                );
            var standing = (
                await payroll.Database.Sql<string>($"SELECT standing FROM complaint_note WHERE id = '{of.Complaint}'")
            ).Single();
            return $"{(await Sums(of)).Single()} {standing} {(await Cases(of)).Single(state => state != "Dropped")}";
        }
    }

    [Fact]
    public async Task A_finding_that_was_overturned_before_the_reopening_counts_nothing_in_every_order()
    {
        foreach (var order in EveryOrder.Of(0, 1, 2))
        {
            var (_, of) = await Here();
            foreach (var step in order)
                await of.PublishAndWait(
                    step == 0 ? of.Determined(of.Escort)
                    : step == 1 ? of.Overturned()
                    : of.Reopened()
                );

            Assert.Equal(["0.0000"], await Sums(of));
            Assert.Equal(["Dropped"], await Cases(of));
            Assert.Equal(1, await payroll.Database.Count($"complaint_note WHERE id = '{of.Complaint}' AND standing = 'Open'"));
        }
    }

    [Fact]
    public async Task Reopened_it_marks_the_accused_again_until_it_is_closed_whichever_is_heard_first()
    {
        foreach (var reopeningFirst in new[] { false, true })
        {
            var (site, of) = await Here();
            await of.PublishAndWait(of.Filed());
            foreach (var fact in reopeningFirst ? [of.Reopened(), of.Closed()] : new object[] { of.Closed(), of.Reopened() })
                await of.PublishAndWait(fact);

            var held = (await Held(site)).Single();
            Assert.Equal("responsibility-open", held.GetProperty("reasonCode").GetString());
            Assert.Equal([of.Escort], held.GetProperty("employeeIds").EnumerateArray().Select(element => element.GetGuid()));

            await of.PublishAndWait(of.Closed() with { Version = 6 });
            Assert.Empty(await Held(site));
            Assert.Empty(await of.Lines());
        }
    }

    [Fact]
    public async Task Reopened_with_somebody_responsible_what_was_found_counts_as_before()
    {
        var (site, of) = await Here();
        await of.PublishAndWait(of.Determined(of.Escort));
        await of.PublishAndWait(of.Closed());

        await of.PublishAndWait(of.Reopened());

        Assert.Empty(await Held(site));
        Assert.Equal(["UpheldComplaint 1 2024-03-02 Complaint"], await of.Lines());
    }

    async Task<List<System.Text.Json.JsonElement>> Held(TestSite site) =>
        [.. (await payroll.At(site.Id, "payruns.read").Get("/performance/held")).Ok()["held"].EnumerateArray()];

    Task<List<string>> Sums(OtherServicesFacts of) =>
        payroll.Database.Sql<string>(
            $"SELECT sum(value)::text FROM performance_entry WHERE source_id = '{of.Complaint}' AND person_id = '{of.Escort}'"
        );

    Task<List<string>> Cases(OtherServicesFacts of) =>
        payroll.Database.Sql<string>($"SELECT state FROM discipline_case WHERE source_id = '{of.Complaint}' ORDER BY round");

    async Task<(TestSite TestSite, OtherServicesFacts Of)> Here()
    {
        var site = await payroll.OpenBranch();
        return (site, new(payroll, site.Id));
    }
}
