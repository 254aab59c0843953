namespace Clinic.Feedback.Tests.Service;

public sealed class ComplaintClockTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Fact]
    [Rule("R-087", "R-117")]
    public async Task It_is_reported_at_once_and_the_ladder_is_climbed_rung_by_rung_each_once_and_none_early()
    {
        var site = await service.OpenSite();
        var (silent, inTime) = (await site.Filed(), await site.Filed());
        (await inTime.Answer()).Ok();
        Assert.Equal("Report", (await silent.Look()).GetProperty("notices")[0].GetProperty("kind").GetString());
        Assert.Equal("BranchManager", (await silent.Look()).GetProperty("notices")[0].GetProperty("told").GetString());

        await Passes(59, []);
        await Passes(2, ["FirstResponseOverdue 1 BranchManager"]);
        await Passes(28, ["FirstResponseOverdue 1 BranchManager"]);
        await Passes(2, ["FirstResponseOverdue 1 BranchManager", "FirstResponseOverdue 2 BranchManager"]);
        await Passes(
            90,
            ["FirstResponseOverdue 1 BranchManager", "FirstResponseOverdue 2 BranchManager", "FirstResponseOverdue 3 Director"]
        );
        await service.Restart();
        await Passes(
            600,
            ["FirstResponseOverdue 1 BranchManager", "FirstResponseOverdue 2 BranchManager", "FirstResponseOverdue 3 Director"]
        );

        Assert.Equal(3, await service.Database.Count($"trail WHERE case_id = '{silent.Case}' AND type = 'ComplaintFirstResponseOverdue'"));
        Assert.Equal(
            0,
            await service.Database.Count($"complaint_notice WHERE complaint_id = '{inTime.Id}' AND kind = 'FirstResponseOverdue'")
        );
        Assert.Equal(0, await service.Database.Count($"trail WHERE case_id = '{inTime.Case}' AND type = 'ComplaintFirstResponseOverdue'"));

        async Task Passes(int minutes, string[] expected)
        {
            await service.MoveClock(TimeSpan.FromMinutes(minutes));
            await service.NoDeadlineIsDue();
            Assert.Equal(
                expected,
                (
                    await service.Database.Sql<string>(
                        $"SELECT kind || ' ' || rung || ' ' || told FROM complaint_notice WHERE complaint_id = '{silent.Id}' "
                            + "AND kind <> 'Report' ORDER BY rung"
                    )
                )
            );
        }
    }

    [Fact]
    [Rule("R-088")]
    public async Task A_result_told_between_two_rungs_ends_the_ladder_there()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("SolutionProposed");
        var told = await (await site.Filed()).Until("ResultCommunicated");

        await service.MoveClock(TimeSpan.FromHours(24.1));
        await service.NoDeadlineIsDue();
        (await complaint.Tell()).Ok();
        await service.MoveClock(TimeSpan.FromHours(3));
        await service.NoDeadlineIsDue();

        Assert.Equal(["ResolutionOverdue 1 BranchManager"], await complaint.Ladder());
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{complaint.Case}' AND type = 'ComplaintResolutionOverdue'"));
        Assert.Empty(await told.Ladder());
        await complaint.Until("Tracked");
        (await complaint.Close()).Ok();
        Assert.Equal(0, await service.Database.Count($"due WHERE subject_id = '{complaint.Id}'"));
    }

    [Fact]
    [Rule("R-087", "R-117")]
    public async Task The_values_in_force_at_filing_judge_also_after_a_change()
    {
        var site = await service.OpenSite();
        var before = await site.Filed();
        (
            await site.Manager.Put(
                "/policies/complaint.firstResponse.minutes",
                new
                {
                    branchId = site.Branch,
                    value = "10",
                    from = service.Clock.GetUtcNow().AddSeconds(5),
                    reason = "a small site",
                },
                "\"0\""
            )
        ).Ok();
        await service.MoveClock(TimeSpan.FromSeconds(6));
        var after = await site.Filed();

        Assert.Equal(
            [TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(10)],
            new[] { await Limit(before), await Limit(after) }.AsEnumerable()
        );
        await service.MoveClock(TimeSpan.FromMinutes(11));
        await service.NoDeadlineIsDue();
        Assert.Empty(await before.Ladder());
        Assert.Equal(["FirstResponseOverdue 1 BranchManager"], await after.Ladder());

        static async Task<TimeSpan> Limit(CaseSteps complaint)
        {
            var look = await complaint.Look();
            return look.GetProperty("firstResponseDueAt").GetDateTimeOffset() - look.GetProperty("filedAt").GetDateTimeOffset();
        }
    }

    [Fact]
    public async Task Nothing_is_due_any_more_after_a_withdrawal()
    {
        var site = await service.OpenSite();
        var complaint = await site.Filed();
        (await complaint.Withdraw()).Ok();

        await service.MoveClock(TimeSpan.FromHours(30));
        await service.NoDeadlineIsDue();

        Assert.Empty(await complaint.Ladder());
    }

    [Fact]
    [Rule("R-087")]
    public async Task Two_copies_of_the_service_ring_each_rung_once()
    {
        await using var copy = new SecondCopy(service);
        await copy.InitializeAsync();
        var site = await service.OpenSite();
        var complaints = new List<CaseSteps>();
        for (var count = 0; count < 8; count++)
            complaints.Add(await site.Filed());

        await Task.WhenAll(service.MoveClock(TimeSpan.FromHours(4)), copy.MoveClock(TimeSpan.FromHours(4)));
        await service.NoDeadlineIsDue();

        foreach (var complaint in complaints)
        {
            Assert.Equal(
                3,
                await service.Database.Count($"complaint_notice WHERE complaint_id = '{complaint.Id}' AND kind = 'FirstResponseOverdue'")
            );
            Assert.Equal(
                3,
                await service.Database.Count($"trail WHERE case_id = '{complaint.Case}' AND type = 'ComplaintFirstResponseOverdue'")
            );
        }
    }

    sealed class SecondCopy : ServiceUnderTest<FeedbackDb>, IAsyncDisposable
    {
        public SecondCopy(FeedbackService first)
            : base("feedback") => Beside = first;

        async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();
    }
}
