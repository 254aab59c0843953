namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class ClientReportTests(RegistrationService service)
{
    [Fact]
    [Rule("R-109")]
    public async Task Illnesses_of_a_month_are_counted_and_whatever_could_point_to_a_person_is_hidden()
    {
        var site = await service.OpenSite(doctors: 1);
        var month = new DateOnly(2027, 5, 1);
        foreach (var _ in Enumerable.Range(0, 6))
            await Treated(site, "k02.9", month);
        foreach (var _ in Enumerable.Range(0, 5))
            await Treated(site, "K05", month);
        foreach (var _ in Enumerable.Range(0, 7))
            await Treated(site, "K02.9 ", month.AddMonths(-1));
        await Treated(site, "B20", month);

        var report = (await Spectrum(month)).Ok();

        // Twelve less six and five would be the one person; so the next smallest code is hidden with it.
        Assert.Equal(
            """{"month":"2027-05-01","diagnoses":12,"hiddenCodes":2,"hiddenDiagnoses":6,"lines":[{"code":"K02.9","diagnoses":6"""
                + ""","share":0.5,"before":7}]}""",
            report.Text
        );

        foreach (var _ in Enumerable.Range(0, 4))
            await Treated(site, "C01", month);
        Assert.Equal(
            ["K02.9", "K05"],
            (await Spectrum(month)).Ok()["lines"].EnumerateArray().Select(line => line.GetProperty("code").GetString())
        );
        Assert.True((await Spectrum(month.AddDays(3))).Refused("month-begins-on-the-first"));
        Assert.True((await site.Desk.Get($"/reports/disease-spectrum?branch={site.Branch}&month=2027-05-01")).Refused("forbidden"));
        Assert.True((await site.Manager.Get("/reports/disease-spectrum?month=2027-05-01")).Refused("not-found"));

        Task<Answer> Spectrum(DateOnly of) => site.Manager.Get($"/reports/disease-spectrum?branch={site.Branch}&month={of:yyyy-MM-dd}");
    }

    [Fact]
    [Rule("R-109")]
    public async Task One_person_with_many_diagnoses_is_still_one_person()
    {
        var site = await service.OpenSite(doctors: 1);
        var month = new DateOnly(2027, 6, 1);
        var client = await site.NewClient();
        foreach (var _ in Enumerable.Range(0, 6))
            await Treated(site, "B20", month, client);
        foreach (var _ in Enumerable.Range(0, 5))
            await Treated(site, "K05", month);

        var report = (await site.Manager.Get($"/reports/disease-spectrum?branch={site.Branch}&month=2027-06-01")).Ok();

        Assert.Equal(["K05"], report["lines"].EnumerateArray().Select(line => line.GetProperty("code").GetString()));
    }

    [Fact]
    [Rule("R-109")]
    public async Task What_clients_come_for_is_told_by_department_way_age_and_sex()
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var today = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime.AddHours(8));
        var booked = await site.NewClient(born: today.AddYears(-55).AddDays(2));
        await escort.Books(escort.Wants(booked, escort.Soon));
        foreach (var client in new[] { booked, await site.NewClient(born: today.AddYears(-55)) })
            await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Triage();

        var report = (await site.Manager.Get($"/reports/client-needs?branch={site.Branch}&month={today:yyyy-MM}-01")).Ok();

        Assert.Equal(2, report["visits"].GetInt32());
        Assert.Equal(
            ["WalkIn Female 55 1", "Escort Female 35 1"],
            report["lines"]
                .EnumerateArray()
                .Select(line =>
                    $"{line.GetProperty("channel").GetString()} {line.GetProperty("sex").GetString()} "
                    + $"{line.GetProperty("ageFrom").GetInt32()} {line.GetProperty("visits").GetInt32()}"
                )
        );
        Assert.Equal(1, Assert.Single(report["appointments"].EnumerateArray()).GetProperty("appointments").GetInt32());
    }

    // The visits are real; only their days are moved, because a test cannot wait for months.
    async Task Treated(TestSite site, string code, DateOnly day, Guid? known = null)
    {
        var steps = await new Steps(site, (await site.CheckIn(known ?? await site.NewClient())).Ok()["id"].GetGuid()).Until("consent");
        (
            await steps.Doctor!.Post(
                $"/visits/{steps.Id}/treatment",
                new
                {
                    observation = "calm",
                    diagnosisCode = code,
                    cautionsBefore = "a",
                    cautionsDuring = "b",
                    cautionsAfter = "c",
                    noReturnNeeded = true,
                }
            )
        ).Ok();
        (await steps.ReturnChart()).Ok();
        (await steps.Complete()).Ok();
        await service.Database.Sql<Guid>($"UPDATE diagnosis SET day = '{day:yyyy-MM-dd}' WHERE id = '{steps.Id}' RETURNING id");
    }
}
