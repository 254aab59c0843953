using System.Globalization;
using Clinic.Payroll.Contracts;

namespace Clinic.Registration.Tests.Service;

/// <summary>Hours of a weekday by the clock on the wall.</summary>
public sealed record Hours(DayOfWeek Day, TimeOnly From, TimeOnly To);

/// <summary>One branch on a working day, each person with the rights of the post.</summary>
public sealed class TestSite(RegistrationService service, Guid branch)
{
    /// <summary>What <see cref="FrontPage"/>'s person can show: a card of the mainland, or one of Taiwan.</summary>
    public static readonly string Card = IdentityCards.Mainland(new(1988, 5, 17), isMale: false),
        TaiwanCard = IdentityCards.Taiwan(isMale: false);

    static readonly string[] DoctorRights = ["visits.collect", "visits.treat", "visits.chart", "visits.read"];

    readonly List<Person> doctors = [];
    int clients;

    public Guid Branch => branch;

    public Guid Department { get; } = Guid.CreateVersion7();

    public RegistrationService Service => service;

    public Person Desk { get; } =
        service.At(
            branch,
            "clients.register",
            "clients.read",
            "clients.correct",
            "visits.check-in",
            "visits.notify",
            "visits.receive-chart",
            "visits.check-out",
            "visits.read",
            "directory.read"
        );

    public Person Guide { get; } = service.At(branch, "visits.greet", "visits.guide", "waiting.serve", "visits.read", "clients.read");

    public Person TriageOfficer { get; } = service.At(branch, "triage.assign", "visits.read");

    public Person Manager { get; } =
        service.At(
            branch,
            "branches.read",
            "directory.write",
            "directory.read",
            "doctors.status",
            "visits.void",
            "visits.excuse",
            "visits.reports",
            "visits.read",
            "policies.write",
            "policies.read",
            "clients.read",
            "clients.contact",
            "clients.unmask",
            "clients.merge",
            "clients.charts",
            "clients.disclose",
            "clients.segments",
            "clients.care",
            "clients.forget",
            "clients.diseases",
            "clients.statistics",
            "visits.statistics",
            "trail.read"
        );

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<Person> Doctors => [.. doctors.OrderBy(doctor => doctor.Id)];

    /// <summary>A doctor of the department who is available.</summary>
    public async Task<Person> DoctorOnDuty(decimal weight = 1m, Guid? department = null)
    {
        var doctor = service.As(await service.Hire(branch, Post.Doctor), (branch, DoctorRights));
        (await Manager.Put($"/doctors/{doctor.Id}/department", new { departmentId = department ?? Department, weight })).Ok();
        await SetStatus(doctor, "Available");
        doctors.Add(doctor);
        return doctor;
    }

    /// <summary>A nurse of the branch.</summary>
    public async Task<Person> NurseOnDuty() => service.As(await service.Hire(branch, Post.Nurse), (branch, DoctorRights));

    /// <summary>The board says this of a doctor.</summary>
    public async Task SetStatus(Person doctor, string status) => (await Manager.Put($"/doctors/{doctor.Id}/status", new { status })).Ok();

    public Person DoctorOf(Guid id) => doctors.Single(doctor => doctor.Id == id);

    /// <summary>What the desk writes down of somebody.</summary>
    public object FrontPage(
        Guid client,
        string name = "Zhang Wei",
        string? idNumber = null,
        string phone = "13800138000",
        DateOnly? birthDate = null
    ) =>
        new
        {
            id = client,
            branchId = branch,
            name,
            sex = "Female",
            birthDate = birthDate ?? new DateOnly(1988, 5, 17),
            phone,
            occupation = "teacher",
            address = "12 Garden Road",
            idNumber,
            mobilityImpaired = false,
        };

    /// <summary>The branch decides about its settings, and they are in force.</summary>
    public async Task SetPolicies(params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings)
            (
                await Manager.Put(
                    $"/policies/{key}",
                    new
                    {
                        branchId = branch,
                        value,
                        from = service.Clock.GetUtcNow().AddSeconds(4),
                        reason = "as this site does it",
                    },
                    "\"0\""
                )
            ).Ok();
        await service.MoveClock(TimeSpan.FromSeconds(5));
    }

    /// <summary>The calendar of the branch as the manager reads it.</summary>
    public async Task<Answer> Calendar() => (await Manager.Get($"/branches/{branch}/calendar")).Ok();

    /// <summary>The manager sets the calendar from a day on, today unless said otherwise, based on what is read.</summary>
    public async Task<Answer> SetCalendar(
        IEnumerable<Hours> week,
        DateOnly? from = null,
        DateOnly[]? closed = null,
        (DateOnly Day, DayOfWeek As)[]? makeUp = null,
        string reason = "as this site opens",
        string? ifMatch = null
    )
    {
        var read = await Calendar();
        return await Manager.Put(
            $"/branches/{branch}/calendar",
            new
            {
                from = from ?? DateOnly.Parse(read["days"][0].GetProperty("day").GetString()!, CultureInfo.InvariantCulture),
                week = week.Select(hours => new
                {
                    day = hours.Day,
                    from = hours.From,
                    to = hours.To,
                }),
                closedDays = closed ?? [],
                makeUpDays = (makeUp ?? []).Select(pair => new { day = pair.Day, @as = pair.As }),
                reason,
            },
            ifMatch ?? read.ETag
        );
    }

    /// <summary>The same hours on every day of the week.</summary>
    public static IEnumerable<Hours> Daily(params (TimeOnly From, TimeOnly To)[] hours) =>
        Enum.GetValues<DayOfWeek>().SelectMany(day => hours.Select(pair => new Hours(day, pair.From, pair.To)));

    /// <summary>Hours keep nothing from being tried at the hour at which the test runs.</summary>
    public async Task OpenAroundTheClock() => (await SetCalendar(Daily((TimeOnly.MinValue, TimeOnly.MinValue)))).Ok();

    /// <summary>A client with a chart, whose phone and, when none is given, birth date nobody else of the site has.</summary>
    public async Task<Guid> NewClient(string name = "Zhang Wei", DateOnly? born = null)
    {
        var (client, number) = (Guid.CreateVersion7(), Interlocked.Increment(ref clients));
        (
            await Desk.Post(
                "/clients",
                FrontPage(client, name, phone: $"139{number:00000000}", birthDate: born ?? new DateOnly(1980, 1, 1).AddDays(number))
            )
        ).Ok();
        return client;
    }

    /// <summary>A chair of the department.</summary>
    public async Task<Guid> Chair(string code = "C1")
    {
        var id = Guid.CreateVersion7();
        (
            await Manager.Post(
                "/places",
                new
                {
                    id,
                    branchId = branch,
                    kind = "Chair",
                    code,
                    name = $"Chair {code}",
                    departmentId = Department,
                }
            )
        ).Ok();
        return id;
    }

    /// <summary>The desk notes that a doctor is away for a while.</summary>
    public async Task<Answer> MarkAway(Guid doctor, DateTimeOffset from, DateTimeOffset to, string kind = "OnLeave", Guid? id = null) =>
        (
            await Manager.Post(
                $"/doctors/{doctor}/absences",
                new
                {
                    id = id ?? Guid.CreateVersion7(),
                    kind,
                    startsAt = from,
                    endsAt = to,
                    reason = "a family matter",
                }
            )
        ).Ok();

    public Task<Answer> CheckIn(Guid client, Guid? visit = null) =>
        Desk.Post(
            "/visits",
            new
            {
                id = visit ?? Guid.CreateVersion7(),
                branchId = branch,
                clientId = client,
            }
        );

    /// <summary>A new client, checked in.</summary>
    public async Task<Steps> CheckInNewClient() => new(this, (await CheckIn(await NewClient())).Ok()["id"].GetGuid());

    /// <summary>How many facts and effects of a kind a case has.</summary>
    public async Task<int> Facts(Guid visit, string? type = null) =>
        (await Manager.Get($"/trail/{visit}"))
            .Ok()
            .Body.EnumerateArray()
            .Count(step => type is null || step.GetProperty("type").GetString() == type);
}
