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
        Assert.All(numbers, number => Assert.Contains($"-{YearOf(site.Now)}-", number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_carries_the_year_of_the_branch_s_own_calendar()
    {
        var site = training.OpenSite();
        var escort = await site.Onboarded();
        // In the evening of the last day of the year by UTC, the branch's new year has begun.
        DateTimeOffset evening = new(site.Now.AddHours(7).Year, 12, 31, 17, 0, 0, TimeSpan.Zero);
        await training.MoveClock(evening - site.Now);

        var number = (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok()["number"].GetString()!;

        Assert.EndsWith($"-{evening.Year + 1}-0001", number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_opening_of_its_branch_was_heard_no_certificate_is_numbered()
    {
        var site = training.OpenSite();
        var escort = await site.Onboarded();
        await training.Database.Sql<int>($"WITH gone AS (DELETE FROM branch WHERE id = '{site.Id}' RETURNING 1) SELECT 1 FROM gone");

        await training.Refused("branch-not-known", () => site.Trainer.Post("/certificates", new { employeeId = escort }));
    }

    [Fact]
    [Rule("R-008")]
    public async Task A_renewed_certificate_is_withdrawn_with_the_assessment_it_stood_on_and_the_one_before_it_stays()
    {
        var site = training.OpenSite();
        var escort = await site.Onboarded();
        Task<Answer> Issue() => site.Trainer.Post("/certificates", new { employeeId = escort });
        var first = (await Issue()).Ok();
        await training.MoveClock(first["validUntil"].GetDateTimeOffset().AddDays(-30) - site.Now);
        var assessment = await site.Assess(escort);
        var second = (await Issue()).Ok();

        (await site.Correct(assessment, theory: 41)).Ok();

        var certificates = (await site.Trainer.Get($"/certificates?employee={escort}")).Ok()["certificates"].EnumerateArray();
        Assert.Equal([true, false], certificates.Select(line => line.GetProperty("valid").GetBoolean()));
        Assert.Equal(first["number"].GetString(), (await Issue()).Ok()["number"].GetString());
        await site.Assess(escort);
        Assert.NotEqual(second["number"].GetString(), (await Issue()).Ok()["number"].GetString());
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
    [Rule("R-008")]
    public async Task In_its_last_ninety_days_a_certificate_is_renewed_ahead_and_the_new_one_begins_where_it_ends()
    {
        var site = training.OpenSite();
        var escort = await site.Onboarded();
        Task<Answer> Issue() => site.Trainer.Post("/certificates", new { employeeId = escort });
        var first = (await Issue()).Ok();
        var end = first["validUntil"].GetDateTimeOffset();

        await site.Assess(escort);
        await training.MoveClock(end.AddDays(-91) - site.Now);
        Assert.Equal(first["number"].GetString(), (await Issue()).Ok()["number"].GetString());
        await training.MoveClock(TimeSpan.FromDays(2));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Issue()));

        var second = Assert.Single(answers.Select(answer => answer.Ok()["number"].GetString()).Distinct());
        Assert.NotEqual(first["number"].GetString(), second);
        Assert.All(answers, answer => Assert.Equal(end.AddMonths(24), answer["validUntil"].GetDateTimeOffset()));
        Assert.Equal(2, await site.Said("CertificateIssued", escort));
    }

    [Fact]
    public async Task Before_a_newly_passed_assessment_nothing_is_renewed_ahead()
    {
        var site = training.OpenSite();
        var escort = await site.Onboarded();
        var first = (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok();
        await training.MoveClock(first["validUntil"].GetDateTimeOffset().AddDays(-10) - site.Now);

        var again = (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok();

        Assert.Equal(first["number"].GetString(), again["number"].GetString());
        Assert.Equal(1, await site.Said("CertificateIssued", escort));
    }

    [Fact]
    public async Task A_record_of_attendance_or_a_certificate_cannot_be_changed_by_the_service_itself()
    {
        foreach (var table in new[] { "attendance", "rating", "certificate", "assessment_correction", "certificate_withdrawal" })
        {
            await using Npgsql.NpgsqlConnection connection = new(training.Database.Login);
            await connection.OpenAsync();
            await using Npgsql.NpgsqlCommand change = new($"UPDATE {table} SET branch_id = branch_id", connection);
            Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => change.ExecuteNonQueryAsync())).SqlState);
        }
    }

    int YearOf(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(training.TimeZoneOfBranches)).Year;
}
