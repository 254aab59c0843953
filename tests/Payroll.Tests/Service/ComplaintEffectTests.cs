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
        foreach (var some in OtherServicesFacts.Orders(0, 1, 2, 3, 4).Chunk(12))
            ends.AddRange(await Task.WhenAll(some.Select(End)));

        Assert.Equal(120, ends.Count);
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
        foreach (var order in OtherServicesFacts.Orders(0, 1, 2))
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

    async Task<(TestSite TestSite, OtherServicesFacts Of)> Here()
    {
        var site = await payroll.OpenBranch();
        return (site, new(payroll, site.Id));
    }
}
