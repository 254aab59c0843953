using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>What the people of a branch do between door and room besides the steps of a visit, through the gateway.</summary>
public sealed class DoorToRoomStory(Branch branch)
{
    const string Registration = "/api/registration";

    /// <summary>The branch decides how it receives and is paid; in force at once.</summary>
    public Task Decides(params (string Key, string Value)[] settings) => branch.Decides("registration", branch.Manager, settings);

    /// <summary>The guide is ready, and the waiting area of the first floor is in order.</summary>
    public async Task Opens()
    {
        (
            await branch.Guide.Post(
                $"{Registration}/arrivals/preparations",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = branch.Id,
                    appearance = true,
                    equipment = true,
                    formsAndPens = true,
                    doctorStatusWritten = true,
                    readyInMind = true,
                }
            )
        ).Ok();
        (
            await branch.Guide.Post(
                $"{Registration}/waiting-areas/checks",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = branch.Id,
                    floor = 1,
                    time = "Opening",
                    clean = true,
                    newspapersArranged = true,
                    televisionSwitched = true,
                    waterPowerSwitched = true,
                }
            )
        ).Ok();
    }

    /// <summary>Somebody is at the door.</summary>
    public async Task<Guid> AtTheDoor() =>
        (await branch.Guide.Post($"{Registration}/arrivals", new { id = Guid.CreateVersion7(), branchId = branch.Id }))
            .Ok()["id"]
            .GetGuid();

    /// <summary>The guide greets, asks, and leads on; the answer says where and how.</summary>
    public async Task<Answer> Receives(Guid arrival, string kind)
    {
        (await branch.Guide.Post($"{Registration}/arrivals/{arrival}/greeting")).Ok();
        (await branch.Guide.Put($"{Registration}/arrivals/{arrival}/visit-type", new { kind })).Ok();
        return (await branch.Guide.Post($"{Registration}/arrivals/{arrival}/lead")).Ok();
    }

    /// <summary>The guide seats the client.</summary>
    public Task<Answer> Seats(Guid arrival) => branch.Guide.Post($"{Registration}/arrivals/{arrival}/seat");

    /// <summary>The greeter asks the floor guide to take over; the answer holds the hand-off.</summary>
    public Task<Answer> HandsOff(Guid arrival, int floor) =>
        branch.Guide.Post($"{Registration}/arrivals/{arrival}/hand-offs", new { id = Guid.CreateVersion7(), floor });

    /// <summary>The guide serves water and a magazine.</summary>
    public Task<Answer> Serves(Guid visit) =>
        branch.Guide.Post(
            $"{Registration}/visits/{visit}/refreshments",
            new { id = Guid.CreateVersion7(), items = new[] { "Water", "Magazine" } }
        );

    /// <summary>The guide leads to the room or the waiting area.</summary>
    public Task<Answer> Places(Guid visit) => branch.Guide.Post($"{Registration}/visits/{visit}/placement");

    /// <summary>The guide leads the called client in.</summary>
    public Task<Answer> LeadsIn(Guid visit) => branch.Guide.Post($"{Registration}/visits/{visit}/leading-in");

    /// <summary>The desk writes down what something costs.</summary>
    public Task<Answer> Charges(Guid visit, string kind, decimal amount, bool paid) =>
        branch.Receptionist.Post(
            $"{Registration}/visits/{visit}/charges",
            new
            {
                id = Guid.CreateVersion7(),
                kind,
                price = new { amount, currency = "CNY" },
                paid,
            }
        );

    /// <summary>The stations of a visit and when each was passed.</summary>
    public async Task<IReadOnlyList<(string? Station, bool Passed)>> Way(Guid visit) =>
        [
            .. (await branch.Receptionist.Get($"{Registration}/visits/{visit}/way"))
                .Ok()["stops"]
                .EnumerateArray()
                .Select(stop => (stop.GetProperty("station").GetString(), stop.GetProperty("passedAt").ValueKind == JsonValueKind.String)),
        ];

    /// <summary>A live board of the branch.</summary>
    public Task<LiveScreen> Board(string name, Member? by = null) =>
        (by ?? branch.Receptionist).Watch($"{Registration}/boards/{name}?branch={branch.Id}");

    /// <summary>How quickly the branch was today.</summary>
    public async Task<JsonElement> Timeliness()
    {
        var today = DateOnly.FromDateTime(branch.Group.Platform.Now.UtcDateTime.AddHours(8));
        return (
            await branch.Manager.Get(
                $"{Registration}/reports/reception-timeliness?branch={branch.Id}&from={today.AddDays(-1):yyyy-MM-dd}&to={today:yyyy-MM-dd}"
            )
        ).Ok()["all"];
    }

    /// <summary>What was said of a visit.</summary>
    public async Task<IReadOnlyList<string?>> Facts(Guid visit) =>
        [
            .. (await branch.Manager.Get($"{Registration}/trail/{visit}"))
                .Ok()
                .Body.EnumerateArray()
                .Select(step => step.GetProperty("type").GetString()),
        ];
}
