using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class EngagementTests(PayrollService payroll)
{
    [Fact]
    [Rule("R-041")]
    public async Task A_visit_without_report_is_held_with_the_reason_and_counts_once_the_report_is_in()
    {
        var (site, of) = await Here();
        await of.PublishAndWait(of.Ended());

        var held = (await Reader(site).Get($"/performance/held?branchId={site.Id}")).Ok()["held"].EnumerateArray().Single();
        Assert.Equal(
            ("report-missing", of.Engagement),
            (held.GetProperty("reasonCode").GetString(), held.GetProperty("sourceId").GetGuid())
        );
        Assert.Empty(await of.Lines());

        await of.PublishAndWait(of.Reported());

        // 16:30 UTC is past midnight in Shanghai.
        Assert.Equal(["Engagement 1 2024-03-03 Engagement"], await of.Lines());
        Assert.Equal(0, (await Reader(site).Get($"/performance/held?branchId={site.Id}")).Ok()["held"].GetArrayLength());
    }

    [Fact]
    [Rule("R-039")]
    public async Task Extra_business_counts_more_and_brings_a_commission_by_the_settings_of_the_branch()
    {
        var (_, of) = await Here();

        await of.PublishAndWait(of.Reported());
        await of.PublishAndWait(of.Ended(highDifficulty: true));

        Assert.Equal(["Commission 50 CNY 2024-03-03 Engagement", "Engagement 1.5 2024-03-03 Engagement"], (await of.Lines()).Order());
    }

    [Fact]
    [Rule("R-039")]
    public async Task A_branch_that_pays_nothing_for_extra_business_gets_no_line_of_it()
    {
        var (site, of) = await Here();
        var from = payroll.Clock.GetUtcNow().AddSeconds(5);
        (
            await payroll
                .At(site.Id, "policies.write")
                .Put(
                    "/policies/commission.extraBusiness.amount",
                    new
                    {
                        branchId = site.Id,
                        value = "0",
                        from,
                        reason = "by grade instead",
                    },
                    "\"0\""
                )
        ).Ok();

        await of.PublishAndWait(of.Reported());
        await of.PublishAndWait(of.Ended(highDifficulty: true) with { EndedAt = from.AddMinutes(1) });

        Assert.Single(await of.Lines());
    }

    [Fact]
    [Rule("R-039")]
    public async Task A_referral_is_credited_once_with_the_amount_of_the_branch()
    {
        var (_, of) = await Here();

        await of.PublishAndWait(of.Converted());
        await of.PublishAndWait(of.Converted() with { EngagementId = Guid.CreateVersion7() });

        Assert.Equal(["Commission 100 CNY 2024-03-03 Referral"], await of.Lines());
    }

    [Fact]
    [Rule("R-039")]
    public async Task A_commission_that_is_a_part_of_the_fee_waits_for_the_fee_and_is_rounded_to_the_cent()
    {
        var (site, of) = await Here();
        var from = payroll.Clock.GetUtcNow().AddSeconds(5);
        (
            await payroll
                .At(site.Id, "policies.write")
                .Put(
                    "/policies/commission.referral.percentOfFee",
                    new
                    {
                        branchId = site.Id,
                        value = "12.5",
                        from,
                        reason = "a share",
                    },
                    "\"0\""
                )
        ).Ok();
        var converted = of.Converted() with { OccurredAt = from.AddMinutes(1) };

        await of.PublishAndWait(converted);
        Assert.Equal(
            "fee-missing",
            (await Reader(site).Get($"/performance/held?branchId={site.Id}")).Ok()["held"][0].GetProperty("reasonCode").GetString()
        );
        Assert.Empty(await of.Lines());
        await of.PublishAndWait(of.Fee(333.33m));

        Assert.StartsWith("Commission 41.67 CNY", Assert.Single(await of.Lines()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cny", false)]
    [InlineData("EURO", false)]
    [InlineData("XXX", false)]
    [InlineData("KWD", false)]
    [InlineData("EUR", true)]
    public async Task The_currency_of_a_commission_is_a_setting(string value, bool fine)
    {
        var (site, _) = await Here();

        var answer = await payroll
            .At(site.Id, "policies.write")
            .Put(
                "/policies/commission.currency",
                new
                {
                    branchId = site.Id,
                    value,
                    from = payroll.Clock.GetUtcNow().AddSeconds(5),
                    reason = "moved",
                },
                "\"0\""
            );

        Assert.Equal(fine, answer.Accepted);
        if (!fine)
            Assert.Equal("policy-value-invalid", answer.Code);
    }

    [Fact]
    public async Task Every_order_of_opening_end_report_fee_and_referral_ends_the_same()
    {
        List<string> ends = [];
        foreach (var some in EveryOrder.Of(0, 1, 2, 3, 4).Chunk(12))
            ends.AddRange(await Task.WhenAll(some.Select(End)));

        Assert.Contains("entry escort Engagement 1.5000 2024-03-03", Assert.Single(ends.Distinct()), StringComparison.Ordinal);

        async Task<string> End(int[] order)
        {
            var site = payroll.BranchNotHeardOf();
            OtherServicesFacts of = new(payroll, site.Id);
            List<Guid> said = [];
            foreach (var step in order)
            {
                said.Add(
                    step == 0
                        ? await site.SayOpened()
                        : await of.Publish(
                            step switch
                            {
                                1 => of.Ended(highDifficulty: true),
                                2 => of.Reported(),
                                3 => of.Fee(),
                                _ => of.Converted(),
                            }
                        )
                );
                await payroll.Heard(said[^1]);
            }
            await payroll.Settled(said);
            return await of.State();
        }
    }

    [Fact]
    public async Task Facts_of_one_engagement_at_the_same_moment_end_the_same()
    {
        List<string> ends = [];
        for (var wave = 0; wave < 4; wave++)
        {
            ends.AddRange(
                await Task.WhenAll(
                    Enumerable
                        .Range(0, 6)
                        .Select(async _ =>
                        {
                            var site = payroll.BranchNotHeardOf();
                            OtherServicesFacts of = new(payroll, site.Id);
                            await Task.WhenAll(
                                Opened(site),
                                of.PublishAndWait(of.Ended()),
                                of.PublishAndWait(of.Reported()),
                                of.PublishAndWait(of.Fee()),
                                of.PublishAndWait(of.Converted()),
                                of.PublishAndWait(of.Answered()),
                                of.PublishAndWait(of.Determined(of.Escort)),
                                of.PublishAndWait(of.Overturned())
                            );
                            return await of.State();
                        })
                )
            );
        }
        Assert.DoesNotContain("earned", Assert.Single(ends.Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_rated_person_gets_the_rating_once()
    {
        var (site, of) = await Here();
        var other = Guid.CreateVersion7();

        await of.PublishAndWait(of.Answered(new(of.Escort, 60m), new(other, 92.5m), new(other, 92.5m)));
        await of.PublishAndWait(of.Answered(new(of.Escort, 60m), new(other, 92.5m)));

        Assert.Equal(
            ["Rating 60 2024-03-03 SurveyResponse", "Rating 92.5 2024-03-03 SurveyResponse"],
            (await of.Lines()).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            1,
            await payroll.Database.Count(
                $"performance_entry WHERE person_id = '{other}' AND source_id = '{of.Survey}' AND branch_id = '{site.Id}'"
            )
        );
    }

    [Fact]
    public async Task What_counts_is_read_in_the_own_branch_by_days_and_the_look_is_noted()
    {
        var ((site, of), (other, _)) = (await Here(), await Here());
        await of.PublishAndWait(of.Answered());
        await of.PublishAndWait(of.Converted());

        var page = (await Reader(site).Get($"/performance?branchId={site.Id}&from=2024-03-03&to=2024-03-03&kind=Rating")).Ok();
        Assert.Equal(
            (of.Survey, of.Case),
            (page["lines"][0].GetProperty("sourceId").GetGuid(), page["lines"][0].GetProperty("caseId").GetGuid())
        );
        Assert.Equal(1, page["lines"].GetArrayLength());
        Assert.Equal(0, (await Reader(site).Get("/performance?from=2024-03-04")).Ok()["lines"].GetArrayLength());
        Assert.Equal(0, (await Reader(other).Get($"/performance?branchId={site.Id}")).Ok()["lines"].GetArrayLength());
        Assert.Equal(0, (await Reader(other).Get($"/performance/held?branchId={site.Id}")).Ok()["held"].GetArrayLength());
        Assert.True((await Reader(site).Get("/performance?from=2024-03-05&to=2024-03-04")).Refused("range-turned"));
        Assert.True((await payroll.At(site.Id, "accruals.read-own").Get("/performance")).Refused("forbidden"));
        Assert.Equal(
            2,
            (await payroll.As(of.Escort, (other.Id, ["accruals.read-own"])).Get("/performance/mine")).Ok()["lines"].GetArrayLength()
        );
        Assert.NotEqual(
            0,
            await payroll.Database.Count($"audit WHERE kind = 'read' AND record = 'PerformanceEntry' AND record_id = '{of.Escort}'")
        );
    }

    [Fact]
    public async Task Pages_of_lines_and_of_what_is_held_follow_each_other_without_gap()
    {
        var (site, of) = await Here();
        for (var count = 0; count < 3; count++)
        {
            await of.PublishAndWait(of.Answered() with { ResponseId = Guid.CreateVersion7() });
            await of.PublishAndWait(of.Ended() with { EngagementId = Guid.CreateVersion7() });
        }

        foreach (var (path, lines, id) in new[] { ("/performance", "lines", "id"), ("/performance/held", "held", "sourceId") })
        {
            var first = (await Reader(site).Get($"{path}?limit=2")).Ok();
            var second = (await Reader(site).Get($"{path}?limit=2&after={first["next"].GetGuid()}")).Ok();
            Assert.Equal(
                3,
                first[lines]
                    .EnumerateArray()
                    .Concat(second[lines].EnumerateArray())
                    .Select(line => line.GetProperty(id).GetGuid())
                    .Distinct()
                    .Count()
            );
            Assert.Equal(System.Text.Json.JsonValueKind.Null, second["next"].ValueKind);
        }
    }

    [Fact]
    public async Task Commission_and_deductions_of_a_person_are_read_only_where_salaries_may_be_read()
    {
        var ((site, of), (other, _)) = (await Here(), await Here());
        await of.PublishAndWait(of.Answered());
        await of.PublishAndWait(of.Converted());

        Assert.Equal(["Rating"], await Kinds(Reader(site)));
        Assert.Equal(["Commission", "Rating"], await Kinds(payroll.At(site.Id, "payruns.read", "payslips.read")));
        Assert.Equal(
            ["Rating"],
            await Kinds(payroll.As(Guid.CreateVersion7(), (site.Id, ["payruns.read"]), (other.Id, ["payslips.read"])))
        );

        async Task<IEnumerable<string?>> Kinds(Person reader) =>
            (await reader.Get($"/performance?branchId={site.Id}"))
                .Ok()["lines"]
                .EnumerateArray()
                .Select(line => line.GetProperty("kind").GetString())
                .Order();
    }

    Person Reader(TestSite site) => payroll.At(site.Id, "payruns.read");

    async Task<(TestSite TestSite, OtherServicesFacts Of)> Here()
    {
        var site = await payroll.OpenBranch();
        return (site, new(payroll, site.Id));
    }

    async Task Opened(TestSite site) => await payroll.Applied(await site.SayOpened(), PayrollService.BranchQueue);
}
