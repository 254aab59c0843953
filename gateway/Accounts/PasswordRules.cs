using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// A password is long and not the first thing someone would try; it needs no digits or signs, and never has to be changed for
/// its age alone.
/// </summary>
sealed class PasswordRules : IPasswordValidator<Account>
{
    /// <summary>Letters a login name is made of, as a pattern for requests.</summary>
    public const string LoginPattern = "^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$";

    /// <summary>The same in words.</summary>
    public const string LoginWords = "3 to 64 letters, digits, dots, hyphens and underscores, a letter or digit first";

    /// <summary>Longer ones only cost time to hash.</summary>
    public const int Longest = 128;

    // What people type when twelve characters are asked for, and the words of this group.
    static readonly FrozenSet<string> FirstTries = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "123456789012",
        "1234567890123",
        "1234567890qwerty",
        "012345678910",
        "0123456789012",
        "123123123123",
        "121212121212",
        "112233445566",
        "987654321098",
        "password1234",
        "password12345",
        "password123456",
        "passwordpassword",
        "mypassword123",
        "yourpassword",
        "changemechangeme",
        "changeme1234",
        "letmein12345",
        "letmeinletmein",
        "welcome12345",
        "welcomewelcome",
        "welcome123456",
        "qwertyuiop12",
        "qwertyuiop123",
        "qwertyuiopas",
        "qwertyqwerty",
        "qwerty123456",
        "asdfghjkl123",
        "asdfghjklzxc",
        "zxcvbnm12345",
        "1q2w3e4r5t6y",
        "1qaz2wsx3edc",
        "1qazxsw23edc",
        "abcdefghijkl",
        "abcd1234abcd",
        "abc123abc123",
        "iloveyou1234",
        "iloveyouiloveyou",
        "administrator",
        "administrator1",
        "adminadminadmin",
        "admin1234567",
        "rootrootroot",
        "superuser123",
        "woaini1314520",
        "woaini520520",
        "5201314520131",
        "aa1234567890",
        "a12345678910",
        "clinicclinic",
        "clinic123456",
        "clinicplatform",
        "clinic-platform",
        "hospital1234",
        "hospital123456",
        "dentalclinic",
        "doctordoctor",
        "reception123",
        "receptionist",
        "sunshine1234",
        "football1234",
        "trustno1trustno1",
        "monkey123456"
    );

    /// <summary>What ASP.NET Core Identity is to ask for.</summary>
    public static void Set(IdentityOptions options)
    {
        options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
        options.Password.RequiredLength = 12;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
    }

    /// <summary>One way of writing for the same characters, so that another keyboard does not lock anyone out.</summary>
    public static string Same(string password) => password.Normalize(NormalizationForm.FormKC);

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var typed = password ?? "";
        var why =
            typed.Length > Longest ? $"The password is longer than {Longest} characters."
            : FirstTries.Contains(typed.Trim()) ? "The password is among the first anyone would try."
            : user.UserName is { Length: > 0 } name
            && typed.Contains(name, StringComparison.OrdinalIgnoreCase)
            && typed.Length - name.Length < 8
                ? "The password is little more than the login name."
            : null;
        return Task.FromResult(
            why is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "PasswordEasy", Description = why })
        );
    }
}
