namespace Clinic.Training.Tests.Service;

public sealed class CertificateTests(TrainingService training) : IClassFixture<TrainingService>
{
    [Fact]
    [Rule("R-008")]
    public async Task Asked_for_by_many_at_once_a_person_has_one_certificate()
    {
        var site = training.OpenSite();
        var escort = await site.Onboarded();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => site.Trainer.Post("/certificates", new { employeeId = escort }))
        );

        Assert.Single(answers.Select(answer => answer.Ok()["number"].GetString()).Distinct());
        Assert.Equal(
            (1, 1L),
            (
                (await site.Trainer.Get($"/certificates?employee={escort}")).Ok()["certificates"].GetArrayLength(),
                await site.Said("CertificateIssued", escort)
            )
        );
    }

    [Fact]
    public async Task Numbers_of_a_branch_and_year_run_without_gaps()
    {
        var site = training.OpenSite();
        List<Guid> escorts = [];
        for (var count = 0; count < 3; count++)
            escorts.Add(await site.Onboarded());
        var newcomer = await site.Hire();
        await training.Refused("onboarding-incomplete", () => site.Trainer.Post("/certificates", new { employeeId = newcomer }));

        var numbers = await Task.WhenAll(
            escorts.Select(async escort =>
                (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok()["number"].GetString()!
            )
        );

        Assert.Equal(["0001", "0002", "0003"], numbers.Select(number => number[^4..]).Order(StringComparer.Ordinal));
        Assert.All(numbers, number => Assert.Contains($"-{site.Now.Year}-", number, StringComparison.Ordinal));
    }

    [Fact]
    [Rule("R-008")]
    public async Task A_certificate_that_ran_out_is_renewed_on_a_newly_passed_assessment()
    {
        var site = training.OpenSite();
        var escort = await site.Onboarded();
        var first = (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok()["number"].GetString();
        await training.MoveClock(TimeSpan.FromDays(800));

        Assert.False(
            (await site.Trainer.Get($"/certificates?employee={escort}")).Ok()["certificates"][0].GetProperty("valid").GetBoolean()
        );
        await training.Refused("renewal-needs-assessment", () => site.Trainer.Post("/certificates", new { employeeId = escort }));
        await site.Assess(escort);
        var second = (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok()["number"].GetString();

        Assert.NotEqual(first, second);
        Assert.Equal(2, await site.Said("CertificateIssued", escort));
    }

    [Fact]
    public async Task A_record_of_attendance_or_a_certificate_cannot_be_changed_by_the_service_itself()
    {
        foreach (var table in new[] { "attendance", "rating", "certificate" })
        {
            await using Npgsql.NpgsqlConnection connection = new(training.Database.Login);
            await connection.OpenAsync();
            await using Npgsql.NpgsqlCommand change = new($"UPDATE {table} SET branch_id = branch_id", connection);
            Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => change.ExecuteNonQueryAsync())).SqlState);
        }
    }
}
