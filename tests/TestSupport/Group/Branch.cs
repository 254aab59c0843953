namespace Clinic.TestSupport;

/// <summary>One branch with its people on a working day.</summary>
public sealed class Branch(ClinicGroup group, Guid id)
{
    int clients;

    /// <summary>The branch.</summary>
    public Guid Id => id;

    /// <summary>The group it belongs to.</summary>
    public ClinicGroup Group => group;

    /// <summary>Receives, checks in, notifies, takes the chart back and checks out.</summary>
    public Member Receptionist { get; private set; } = null!;

    /// <summary>Greets and says farewell.</summary>
    public Member Guide { get; private set; } = null!;

    /// <summary>Gives clients to doctors.</summary>
    public Member TriageOfficer { get; private set; } = null!;

    /// <summary>The doctors on duty.</summary>
    public IReadOnlyList<Member> Doctors { get; private set; } = [];

    /// <summary>Runs the branch.</summary>
    public Member Manager { get; private set; } = null!;

    /// <summary>The department the doctors belong to.</summary>
    public Guid Department { get; } = Guid.CreateVersion7();

    /// <summary>Hires who is needed for a day and puts the doctors on duty.</summary>
    public async Task<Branch> Staffed(int doctors = 2)
    {
        var hired = await Task.WhenAll(
            new[] { "BranchManager", "Receptionist", "Guide", "TriageOfficer" }
                .Concat(Enumerable.Repeat("Doctor", doctors))
                .Select(post => group.Hire(id, post))
        );
        Manager = hired[0];
        Receptionist = hired[1];
        Guide = hired[2];
        TriageOfficer = hired[3];
        Doctors = hired[4..];
        await IsOpenAroundTheClock();

        (
            await Manager.Post(
                "/api/registration/departments",
                new
                {
                    id = Department,
                    branchId = id,
                    code = "GEN",
                    name = "General",
                }
            )
        ).Ok();
        foreach (var doctor in Doctors)
        {
            // The staff list is fed by the hiring event.
            await Eventually.Sees(
                () => Manager.Put($"/api/registration/doctors/{doctor.Id}/department", new { departmentId = Department, weight = 1.0m }),
                answer => answer.Accepted
            );
            (await Manager.Put($"/api/registration/doctors/{doctor.Id}/status", new { status = "Available" })).Ok();
        }
        return this;
    }

    /// <summary>What the branch decides for itself in one of the services; in force at once.</summary>
    public async Task Decides(string service, Member manager, params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings)
            (
                await manager.Put(
                    $"/api/{service}/policies/{key}",
                    new
                    {
                        branchId = id,
                        value,
                        from = group.Platform.Now.AddSeconds(4),
                        reason = "as this site does it",
                    },
                    "\"0\""
                )
            ).Ok();
        await group.Platform.MoveClock(group.Administrator, TimeSpan.FromSeconds(5));
    }

    // Whatever hour it is when a story is told, somebody is there.
    async Task IsOpenAroundTheClock() =>
        (
            await Manager.Put(
                $"/api/registration/branches/{id}/calendar",
                new
                {
                    from = DateOnly.FromDateTime(group.Platform.Now.UtcDateTime.AddHours(8)),
                    week = Enum.GetValues<DayOfWeek>()
                        .Select(day => new
                        {
                            day,
                            from = "00:00:00",
                            to = "00:00:00",
                        }),
                    closedDays = Array.Empty<DateOnly>(),
                    makeUpDays = Array.Empty<object>(),
                    reason = "open day and night",
                },
                "\"0\""
            )
        ).Ok();

    /// <summary>Registers a new client with the six required fields.</summary>
    public async Task<Guid> NewClient(Guid? known = null)
    {
        var client = known ?? Guid.CreateVersion7();
        (await Receptionist.Post("/api/registration/clients", ClientBody(client))).Ok();
        return client;
    }

    /// <summary>What the desk writes down of a client.</summary>
    public object ClientBody(Guid client) => ClientBody(client, Interlocked.Increment(ref clients));

    object ClientBody(Guid client, int number) =>
        new
        {
            id = client,
            branchId = id,
            name = $"Client {number}",
            sex = "Female",
            birthDate = "1988-05-17",
            phone = $"+86138{number:00000000}",
            occupation = "teacher",
            address = "12 Garden Road",
            mobilityImpaired = false,
        };

    /// <summary>The doctor of an employee id.</summary>
    public Member DoctorOf(Guid employee) => Doctors.Single(doctor => doctor.Id == employee);

    /// <summary>A client comes in; every later step is an act of the person whose act it is.</summary>
    public VisitStory Arrives(Guid client, Guid? visit = null) => new(this, client, visit ?? Guid.CreateVersion7());
}
