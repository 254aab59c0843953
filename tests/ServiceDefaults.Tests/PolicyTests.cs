using Clinic.TestSupport;

namespace Clinic.ServiceDefaults.Tests;

public sealed class PolicyTests(PayrollService service) : IClassFixture<PayrollService>
{
    const string Key = "workload.units.treatment";

    [Fact]
    public async Task A_policy_changes_only_for_the_future_with_its_version_named_and_its_history_kept()
    {
        var branch = await service.OpenBranch();
        var manager = service.At(branch, "policies.read", "policies.write");
        var soon = service.Clock.GetUtcNow().AddMinutes(1);

        Assert.True((await Change("2.5", service.Clock.GetUtcNow(), "\"0\"")).Refused("policy-from-not-future"));
        Assert.True((await Change("2.5", soon, null)).Refused("if-match-required"));
        Assert.True((await Change("2.5", soon, "\"7\"")).Refused("stale"));
        Assert.True((await Change("a lot", soon, "\"0\"")).Refused("policy-value-invalid"));
        (await Change("2.5", soon, "\"0\"")).Ok();

        Assert.Equal("1", (await InForce())["value"]!.GetString()![..1]);
        await service.MoveClock(TimeSpan.FromMinutes(2));
        Assert.Equal("2.5", (await InForce())["value"]!.GetString());
        var history = (await manager.Get($"/policies/{Key}/history"))
            .Ok()
            .Body.EnumerateArray()
            .Where(entry => entry.GetProperty("branchId").ToString() == branch.ToString())
            .ToList();
        Assert.Equal("three doctors", Assert.Single(history).GetProperty("reason").GetString());

        Task<Answer> Change(string value, DateTimeOffset from, string? ifMatch) =>
            manager.Put(
                $"/policies/{Key}",
                new
                {
                    branchId = branch,
                    value,
                    from,
                    reason = "three doctors",
                },
                ifMatch
            );
        async Task<Dictionary<string, System.Text.Json.JsonElement>> InForce() =>
            (await manager.Get($"/policies?branch={branch}"))
                .Ok()
                .Body.EnumerateArray()
                .Single(setting => setting.GetProperty("key").GetString() == Key)
                .EnumerateObject()
                .ToDictionary(member => member.Name, member => member.Value);
    }

    [Fact]
    public async Task A_manager_sets_policies_of_the_own_branch_and_of_no_other()
    {
        var branch = await service.OpenBranch();
        var manager = service.At(branch, "policies.write");
        var soon = service.Clock.GetUtcNow().AddMinutes(1);

        Assert.True(
            (
                await manager.Put(
                    $"/policies/{Key}",
                    new
                    {
                        branchId = Guid.CreateVersion7(),
                        value = "2",
                        from = soon,
                        reason = "r",
                    },
                    "\"0\""
                )
            ).Refused("not-found")
        );
        Assert.True(
            (
                await manager.Put(
                    $"/policies/{Key}",
                    new
                    {
                        value = "2",
                        from = soon,
                        reason = "r",
                    },
                    "\"0\""
                )
            ).Refused("not-found")
        );
        Assert.True(
            (
                await manager.Put(
                    "/policies/nothing.such",
                    new
                    {
                        branchId = branch,
                        value = "2",
                        from = soon,
                        reason = "r",
                    },
                    "\"0\""
                )
            ).Refused("not-found")
        );
    }

    [Fact]
    public async Task A_default_that_a_branch_confirms_is_marked_confirmed()
    {
        var branch = await service.OpenBranch();
        var manager = service.At(branch, "policies.read", "policies.write");

        (await manager.Post($"/policies/{Key}/confirmation", new { branchId = branch, reason = "right for us" }, "\"0\"")).Ok();

        Assert.True(
            (await manager.Get($"/policies?branch={branch}"))
                .Ok()
                .Body.EnumerateArray()
                .Single(setting => setting.GetProperty("key").GetString() == Key)
                .GetProperty("confirmed")
                .GetBoolean()
        );
    }
}
