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

    [Fact]
    public async Task Sessions_of_before_second_factors_keep_what_they_had_until_they_end_and_have_shown_no_proof()
    {
        var database = await TestDatabase.New("identity");
        var (account, open, over) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.Upgrade(
            async () =>
                await database.Sql<string>(
                    $"""
                    INSERT INTO account (id, opened_at, rights_changed_at) VALUES ('{account}', now(), now());
                    INSERT INTO session (id, account_id, started_at, until, ended_at) VALUES
                      ('{open}', '{account}', now(), now() + interval '12 hours', NULL),
                      ('{over}', '{account}', now(), now() + interval '12 hours', now());
                    INSERT INTO attempts (key, count, since, not_before) VALUES
                      ('from 192.0.2.7', 50, now(), now() + interval '5 minutes'), ('name 00', 4, now(), now());
                    """
                ),
            "StepsOfEmployment"
        );

        Assert.Equal([open], await database.Sql<Guid>("SELECT id FROM session WHERE second_factor_at = started_at AND proven_at IS NULL"));
        // From then on an address is held up by the names that were tried there.
        Assert.Equal(["name 00"], await database.Sql<string>("SELECT key FROM attempts"));
    }
}
