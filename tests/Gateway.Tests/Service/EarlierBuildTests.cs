using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

/// <summary>What an earlier build wrote is what this one reads.</summary>
public sealed class EarlierBuildTests
{
    [Fact]
    public async Task Steps_that_were_heard_before_they_had_names_are_told_apart_by_their_posts()
    {
        var database = await TestDatabase.New("identity");
        var (person, branch) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        string[] posts = ["'Nurse'", "'Doctor'", "NULL", "'Cashier'", "'Guide'"];
        await database.Upgrade(
            async () =>
            {
                foreach (var (at, post) in posts.Index())
                    await database.Sql<string>(
                        $"""
                        INSERT INTO post_held (employee_id, version, branch_id, post, "from")
                        VALUES ('{person}', {at + 1}, '{branch}', {post}, now()) RETURNING branch_id::text
                        """
                    );
            },
            "EarlyFacts"
        );

        Assert.Equal(
            ["Hired", "Adjusted", "Left", "Hired", "Adjusted"],
            await database.Sql<string>($"SELECT step FROM post_held WHERE employee_id = '{person}' ORDER BY version")
        );
    }
}
