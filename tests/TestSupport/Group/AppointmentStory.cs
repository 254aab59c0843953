namespace Clinic.TestSupport;

/// <summary>What the desk of a branch sees of appointments. Escort asks for them by event, so there is nothing to do by hand.</summary>
public sealed class AppointmentStory(Branch branch)
{
    const string Path = "/api/registration/appointments";

    /// <summary>Who is expected on a clinic day, by time; without a day, today.</summary>
    public Task<Answer> OfTheDay(DateOnly? day = null) =>
        branch.Receptionist.Get($"{Path}?branchId={branch.Id}{(day is { } wanted ? $"&day={wanted:yyyy-MM-dd}" : "")}");

    /// <summary>The appointment of an engagement, once it is booked.</summary>
    public async Task<Answer> Of(Guid engagement)
    {
        var found = await Eventually.Sees(
            () => branch.Receptionist.Get($"{Path}?branchId={branch.Id}&engagement={engagement}"),
            list => list.Ok().Body.GetArrayLength() == 1
        );
        return await Look(found.Body[0].GetProperty("id").GetGuid());
    }

    /// <summary>One appointment: when, with whom, and the visit once the client came.</summary>
    public async Task<Answer> Look(Guid appointment) => (await branch.Receptionist.Get($"{Path}/{appointment}")).Ok();
}
