namespace Clinic.Registration.Tests.Service;

/// <summary>The desk of a site taking wishes, holding times and booking them, at hours by the clock on the branch's wall.</summary>
public sealed class AppointmentDesk(TestSite site)
{
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    public Person Clerk { get; } = site.Service.At(site.Branch, "appointments.book", "visits.read", "visits.check-in", "trail.read");

    public TestSite TestSite => site;

    /// <summary>Tomorrow on the branch's wall.</summary>
    public DateOnly Tomorrow { get; } = DateOnly.FromDateTime(site.Service.Clock.GetUtcNow().ToOffset(Shanghai).DateTime).AddDays(1);

    /// <summary>An hour of a day; tomorrow unless said otherwise.</summary>
    public DateTimeOffset At(int hour, int minute = 0, int days = 0) => new(Tomorrow.AddDays(days).ToDateTime(new(hour, minute)), Shanghai);

    /// <summary>A client's wish for the site's department.</summary>
    public async Task<Guid> Wish(Guid? client = null, DateTimeOffset? from = null, Guid? doctor = null)
    {
        var id = Guid.CreateVersion7();
        (await Clerk.Post("/appointments", WishOf(id, client ?? await site.NewClient(), from, doctor))).Ok();
        return id;
    }

    public object WishOf(Guid id, Guid client, DateTimeOffset? from = null, Guid? doctor = null) =>
        new
        {
            id,
            branchId = site.Branch,
            clientId = client,
            departmentId = site.Department,
            channel = "Phone",
            wishedFrom = from ?? At(9),
            doctorId = doctor,
            type = "First",
        };

    public Task<Answer> Hold(
        Guid appointment,
        DateTimeOffset startsAt,
        Guid? doctor = null,
        Guid? room = null,
        int? minutes = null,
        string? because = null
    ) =>
        Clerk.Post(
            $"/appointments/{appointment}/hold",
            new
            {
                doctorId = doctor ?? site.Doctors[0].Id,
                startsAt,
                roomId = room,
                minutes,
                outsideHoursBecause = because,
            }
        );

    public Task<Answer> Book(Guid appointment) => Clerk.Post($"/appointments/{appointment}/booking");

    /// <summary>A client with a time that is booked.</summary>
    public async Task<Guid> Booked(DateTimeOffset startsAt, Guid? client = null, Guid? doctor = null, Guid? room = null)
    {
        var id = await Wish(client, startsAt, doctor);
        (await Hold(id, startsAt, doctor, room)).Ok();
        (await Book(id)).Ok();
        return id;
    }

    public Task<Answer> Look(Guid appointment) => Clerk.Get($"/appointments/{appointment}");

    public async Task<string?> State(Guid appointment) => (await Look(appointment)).Ok()["status"].GetString();

    public async Task<Answer> Reschedule(
        Guid appointment,
        DateTimeOffset startsAt,
        Guid? doctor = null,
        string reasonCode = "ClientAsked",
        string? ifMatch = null,
        string? because = null
    ) =>
        await Clerk.Post(
            $"/appointments/{appointment}/reschedule",
            new
            {
                slot = new
                {
                    doctorId = doctor ?? site.Doctors[0].Id,
                    startsAt,
                    outsideHoursBecause = because,
                },
                reasonCode,
                reason = "works late that day",
            },
            ifMatch ?? (await Look(appointment)).ETag
        );

    public async Task<Answer> Cancel(Guid appointment, string reasonCode = "ClientAsked", string? ifMatch = null) =>
        await Clerk.Post(
            $"/appointments/{appointment}/cancellation",
            new { reasonCode, reason = "moved away" },
            ifMatch ?? (await Look(appointment)).ETag
        );

    /// <summary>The ids on one of the desk's work lists.</summary>
    public async Task<List<Guid>> Work(string kind) =>
        [
            .. (await Clerk.Get($"/appointments/work?branchId={site.Branch}&kind={kind}"))
                .Ok()
                .Body.EnumerateArray()
                .Select(line => line.GetProperty("id").GetGuid()),
        ];

    /// <summary>What happened to an appointment, by kind.</summary>
    public async Task<List<string?>> Steps(Guid appointment) =>
        [
            .. (await Clerk.Get($"/appointments/{appointment}/steps"))
                .Ok()
                .Body.EnumerateArray()
                .Select(step => step.GetProperty("kind").GetString()),
        ];

    /// <summary>The clock shows this instant.</summary>
    public Task WaitUntil(DateTimeOffset at) => site.Service.MoveClock(at - site.Service.Clock.GetUtcNow());

    /// <summary>No deadline that is due is left to ring.</summary>
    public Task NoDeadlineIsDue() =>
        Eventually.Is(async () => await site.Service.Database.Count($"due WHERE due_at <= '{site.Service.Clock.GetUtcNow():O}'") == 0);

    public static List<string?> Conflicts(Answer answer) =>
        [.. answer["conflicts"].EnumerateArray().Select(element => element.GetProperty("kind").GetString())];
}
